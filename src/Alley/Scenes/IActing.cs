using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>An action in one scene.</summary>
internal interface IActing
{
    /// <summary>What stays where it is.</summary>
    void Still(Sketch sketch);

    /// <summary>What moves, and what stands before it.</summary>
    /// <param name="sketch">Takes the shapes.</param>
    /// <param name="time">In thousandths of a sixteenth of the clip.</param>
    /// <param name="outcome">How it ends. Until the paths part it changes nothing.</param>
    void Moving(Sketch sketch, int time, Outcome outcome);
}
