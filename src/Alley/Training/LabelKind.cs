namespace Claims.Alley.Training;

/// <summary>Which labels training clips get.</summary>
public enum LabelKind
{
    /// <summary>The action alone.</summary>
    Action = 1,

    /// <summary>
    /// The action, and the outcome through a second readout that the checkpoint does not keep: the outcome is then certainly inside.
    /// </summary>
    ActionAndOutcome,

    /// <summary>The action of another clip: there is nothing to learn.</summary>
    Shuffled,
}
