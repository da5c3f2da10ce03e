namespace Claims.Cli.ProbeCommand;

/// <summary>
/// What linear probes find of the outcome, layer by layer: shares of clips decided right, balanced, each by a probe that saw no clip of its
/// scene.
/// </summary>
/// <param name="FirstSeed">The first scene; each action has a clip in every scene.</param>
/// <param name="Scenes">How many.</param>
/// <param name="Folds">Parts of the scenes, held out in turn.</param>
/// <param name="Shuffles">Draws of the shuffled labels.</param>
/// <param name="Seed">Of folds and shuffles.</param>
/// <param name="UntrainedSeed">Of the untrained control's weights.</param>
/// <param name="Found">One per action and feature.</param>
internal sealed record OutcomeProbe(long FirstSeed, int Scenes, int Folds, int Shuffles, uint Seed, uint UntrainedSeed,
    IReadOnlyList<ProbedAction> Found);

/// <summary>One action's outcomes as one feature shows them.</summary>
/// <param name="Action">Which action.</param>
/// <param name="Feature">"cls", or "patch_mean": the mean patch token.</param>
/// <param name="Accuracy">By layer.</param>
/// <param name="ShuffledMean">By layer, the mean over the draws of shuffled labels.</param>
/// <param name="ShuffledHighest">By layer, the highest of them.</param>
/// <param name="Untrained">By layer, in the untrained model.</param>
internal sealed record ProbedAction(
    string Action, string Feature, IReadOnlyList<double> Accuracy, IReadOnlyList<double> ShuffledMean,
    IReadOnlyList<double> ShuffledHighest, IReadOnlyList<double> Untrained);
