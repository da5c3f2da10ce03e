using Claims.Checkpoints.Hub;

namespace Claims.Subjects;

/// <summary>Where the first paper's model and its two clips are published.</summary>
public static class ReleasedModel
{
    /// <summary>What the command line calls it.</summary>
    public const string Name = "vivit-b-16x2-kinetics400";

    /// <summary>The clip that ends in a strike, in <see cref="Clips"/>.</summary>
    public const string StrikeClip = "bowling/bowling_plain.mp4";

    /// <summary>The clip that ends in the gutter, in <see cref="Clips"/>.</summary>
    public const string GutterClip = "bowling/bowling_gutter.mp4";

    /// <summary>The checkpoint's repository.</summary>
    public static HubRepository Checkpoint { get; } = HubRepository.Model("google/" + Name);

    /// <summary>The clips' repository.</summary>
    public static HubRepository Clips { get; } = HubRepository.Dataset("chereddysaivreddy/kinetics-400");
}
