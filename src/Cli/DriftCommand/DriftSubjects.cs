using Claims.Common;
using Claims.Model;
using Claims.Subjects;
using Claims.Subjects.Files;
using Claims.Video.Preprocessing;

namespace Claims.Cli.DriftCommand;

/// <summary>One subject with the weights before an update and after it.</summary>
/// <param name="Baseline">Before.</param>
/// <param name="Candidate">After; on the very clips of the baseline wherever its input has the same shape.</param>
/// <param name="Warnings">What a reader must know of the two folders.</param>
internal sealed record DriftSubjects(Subject Baseline, Subject Candidate, IReadOnlyList<string> Warnings)
{
    public static DriftSubjects Of(SubjectFile baseline, SubjectFile candidate)
    {
        var (before, after) = (baseline.HeldOut(), candidate.HeldOut());
        if ((before.Missing ?? after.Missing) is { } missing)
            throw missing;
        if (Architecture.Config(baseline.ModelFolder).Shape.Clip != Architecture.Config(candidate.ModelFolder).Shape.Clip)
            return new DriftSubjects(before, after,
                ["The two models take clips of other shapes: each sees them as its own preprocessing makes them."]);
        return new DriftSubjects(before, after with { Pairs = before.Pairs }, Stated(baseline) == Stated(candidate) ? []
            : ["The candidate's image processing is not stated as the baseline's is: both see the clips as the baseline's makes them."]);
    }

    // What a folder states, whichever of its files does; null where it states nothing that is understood: where that
    // is needed, it is refused.
    private static Preprocessor? Stated(SubjectFile file)
    {
        try
        {
            return Preprocessor.Read(file.ModelFolder);
        }
        catch (BadInputException)
        {
            return null;
        }
    }
}
