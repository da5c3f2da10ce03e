using System.Diagnostics;
using System.Globalization;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Drift.Reports;
using Claims.Report;
using Claims.Subjects;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Cli.DriftCommand;

/// <summary>One call of <c>claims drift</c>.</summary>
internal sealed record DriftRun
{
    public required DriftSubjects Subjects { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Where reports go, as it was named; null: a folder of the run's own.</summary>
    public required string? Out { get; init; }

    /// <summary>Clips were named in the place of the subject's own.</summary>
    public required bool OtherClips { get; init; }

    /// <summary>Whatever the folder holds is replaced.</summary>
    public required bool Force { get; init; }

    public required string? Record { get; init; }

    public required string? Date { get; init; }

    /// <summary>The least that fails the run.</summary>
    public required Decision FailOn { get; init; }

    public required VerificationOptions Options { get; init; }

    /// <summary>Compares, shows, writes.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        var folder = Folder();
        MustLoad(Subjects.Baseline, Subjects.Candidate);
        Screen.Line($"{Subjects.Baseline.Name}  {Subjects.Baseline.Description}");
        Screen.Line($"{Subjects.Baseline.Pairs.Count} pairs, {Options.Device}, {Options.Dtype.ToString().ToLowerInvariant()}, seed "
            + $"{Options.Seed}");
        var result = Compared(folder);
        DriftTable.Show(result);
        if (!Force)
            folder = RunFolder.Beside(folder, result.Pairs);
        DriftReport.Write(result, folder, Date);
        if (Out is null)
            RunFolder.SetLatest(folder);
        if (Record is not null && HistoryFile.Append(Record, HistoryRecord.Of(result, Date)) is { } torn)
            Screen.Error(torn);
        Screen.Line();
        Screen.Line(
            string.Create(CultureInfo.InvariantCulture,
                $"{DriftText.Tally(result)}  {watch.Elapsed.TotalSeconds:0} s.  results in "
                    + $"{folder}{(Record is null ? "" : $", recorded in {Record}")}"));
        return Fails(result.Decision) ? ExitCode.NotAsExpected : ExitCode.AsExpected;
    }

    // Before any work: where the reports go, and that they can be written and destroy nothing.
    private string Folder()
    {
        var run = RunIdentity.Of(Subjects.Baseline, Claims, Options, Subjects.Candidate);
        var folder = Out ?? RunFolder.Of(Path.Combine("out", Subjects.Baseline.Name + "-drift"), run, OtherClips);
        if (!Force)
            RunFolder.MustBeFree(folder, run);
        NewFile.MustBeFolderPlace(folder);
        return folder;
    }

    // Every tensor of both is read and checked before the first clip: the second would else fail after the first one's hour.
    private static void MustLoad(params IEnumerable<Subject> subjects)
    {
        foreach (var subject in subjects)
        {
            using var model = subject.Load(CPU, ScalarType.Float32);
        }
    }

    private DriftResult Compared(string folder)
    {
        var progress = new ProgressLine { What = "before" };
        var baseline = DriftBaseline.Measure(Subjects.Baseline, Claims, Options with { Progress = progress, Kept = folder });
        progress.What = "after";
        var result = baseline.Compare(Subjects.Candidate);
        return result with { Warnings = [.. Subjects.Warnings, .. result.Warnings] };
    }

    private bool Fails(Decision decision) =>
        decision is Decision.Drifted or Decision.NotComparable || decision == Decision.Inconclusive && FailOn == Decision.Inconclusive;
}
