using Claims.Checkpoints.Folders;
using Claims.Model;
using Claims.Subjects;
using Claims.Subjects.Files;

namespace Claims.Cli.DriftCommand;

/// <summary>One subject with the weights before an update and after it.</summary>
/// <param name="Baseline">Before.</param>
/// <param name="Candidate">After; on the very clips of the baseline wherever its input has the same shape.</param>
/// <param name="Warnings">What a reader must know of the two folders.</param>
internal sealed record DriftSubjects(Subject Baseline, Subject Candidate, IReadOnlyList<string> Warnings)
{
    private const string Preprocessor = "preprocessor_config.json";

    public static DriftSubjects Of(SubjectFile baseline, SubjectFile candidate)
    {
        var (before, after) = (baseline.HeldOut(), candidate.HeldOut());
        if ((before.Missing ?? after.Missing) is { } missing)
            throw missing;
        if (Architecture.Config(baseline.ModelFolder).Shape.Clip != Architecture.Config(candidate.ModelFolder).Shape.Clip)
            return new DriftSubjects(before, after,
                ["The two models take clips of other shapes: each sees them as its own preprocessing makes them."]);
        return new DriftSubjects(before, after with { Pairs = before.Pairs }, Hash(baseline) == Hash(candidate) ? []
            : [$"The candidate's {Preprocessor} is not the baseline's: both see the clips as the baseline's makes them."]);
    }

    private static string? Hash(SubjectFile file) =>
        Path.Combine(file.ModelFolder, Preprocessor) is var path && File.Exists(path) ? HashedFile.Hash(path) : null;
}
