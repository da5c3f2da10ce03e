namespace Claims.Alley.Training;

/// <summary>Which scenes are for what: ranges that never meet. All others, small numbers among them, no model has seen.</summary>
public static class AlleySeeds
{
    /// <summary>The first scene trained on; <see cref="TrainingClips"/> may follow.</summary>
    public const long Training = 1_000_000_000;

    /// <summary>How many there are to train on.</summary>
    public const long TrainingClips = 1_000_000_000;

    /// <summary>The first scene whose label stands in for another's where labels are shuffled.</summary>
    public const long Shuffled = 2_000_000_000;

    /// <summary>The first scene that accuracies are measured on.</summary>
    public const long HeldOut = 3_000_000_000;

    /// <summary>The first scene that probes are fitted and scored on.</summary>
    public const long Probes = 4_000_000_000;
}
