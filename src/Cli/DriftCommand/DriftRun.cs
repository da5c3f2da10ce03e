using System.Diagnostics;
using System.Globalization;
using Claims.Cli.Output;
using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Drift.Reports;
using Claims.Verifications;

namespace Claims.Cli.DriftCommand;

/// <summary>One call of <c>claims drift</c>.</summary>
internal sealed record DriftRun
{
    public required DriftSubjects Subjects { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    public required string Out { get; init; }

    public required string? Record { get; init; }

    public required string? Date { get; init; }

    /// <summary>The least that fails the run.</summary>
    public required Decision FailOn { get; init; }

    public required VerificationOptions Options { get; init; }

    /// <summary>Compares, shows, writes.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        Screen.Line($"{Subjects.Baseline.Name}  {Subjects.Baseline.Description}");
        Screen.Line($"{Subjects.Baseline.Pairs.Count} pairs, {Options.Device}, {Options.Dtype.ToString().ToLowerInvariant()}, seed "
            + $"{Options.Seed}");
        var result = Compared();
        DriftTable.Show(result);
        DriftReport.Write(result, Out, Date);
        if (Record is not null && HistoryFile.Append(Record, HistoryRecord.Of(result, Date)) is { } torn)
            Console.Error.WriteLine($"claims: {torn}");
        Screen.Line();
        Screen.Line(
            string.Create(CultureInfo.InvariantCulture,
                $"{DriftText.Tally(result)}  {watch.Elapsed.TotalSeconds:0} s.  results in "
                    + $"{Out}{(Record is null ? "" : $", recorded in {Record}")}"));
        return Fails(result.Decision) ? ExitCode.NotAsExpected : ExitCode.AsExpected;
    }

    private DriftResult Compared()
    {
        var progress = new ProgressLine { What = "before" };
        var baseline = DriftBaseline.Measure(Subjects.Baseline, Claims, Options with { Progress = progress, Kept = Out });
        progress.What = "after";
        var result = baseline.Compare(Subjects.Candidate);
        return result with { Warnings = [.. Subjects.Warnings, .. result.Warnings] };
    }

    private bool Fails(Decision decision) =>
        decision is Decision.Drifted or Decision.NotComparable || decision == Decision.Inconclusive && FailOn == Decision.Inconclusive;
}
