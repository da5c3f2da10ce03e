using System.Diagnostics;
using System.Globalization;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Report;
using Claims.Subjects;
using Claims.Verifications;

namespace Claims.Cli.VerifyCommand;

/// <summary>One call of <c>claims verify</c>.</summary>
internal sealed record VerifyRun
{
    public required Subject Subject { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Where reports go, as it was named; null: a folder of the run's own.</summary>
    public required string? Out { get; init; }

    /// <summary>Some claims alone: without a folder named for them there are no reports, since a part does not replace the whole.</summary>
    public required bool IsPart { get; init; }

    /// <summary>Clips were named in the place of the subject's own.</summary>
    public required bool OtherClips { get; init; }

    /// <summary>Whatever the folder holds is replaced.</summary>
    public required bool Force { get; init; }

    /// <summary>Everything is printed of every form, not of the unexpected ones alone.</summary>
    public required bool Details { get; init; }

    public required NumbersForm Numbers { get; init; }

    public required string? Json { get; init; }

    public required string? Date { get; init; }

    public required VerificationOptions Options { get; init; }

    /// <summary>Tries, shows, writes.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        var run = RunIdentity.Of(Subject, Claims, Options);
        var folder = Out ?? RunFolder.Of(Path.Combine("out", Subject.Name), run, OtherClips);
        var reports = Reports(folder, run);
        Screen.Line($"{Subject.Name}  {Subject.Description}");
        if (Subject.Missing is null)
            Screen.Line($"{Pairs()}, {Options.Device}, {Options.Dtype.ToString().ToLowerInvariant()}, seed "
                + $"{Options.Seed}, expectations: {Facts.Expectations(Subject.Expectations)}");
        var result = Verified(folder);
        VerdictTable.Show(result, Details);
        if (reports)
            folder = Write(result, folder);
        if (Json is not null)
            Results.WriteJson(result, Json, Date);
        if (Subject.Missing is null)
            Summary(result, watch, reports ? folder : null);
        return Code(result);
    }

    private static void Summary(VerificationResult result, Stopwatch watch, string? folder)
    {
        Screen.Line();
        Screen.Line(
            string.Create(CultureInfo.InvariantCulture,
                $"{Tally.Of(result)}  {watch.Elapsed.TotalSeconds:0} s.{(folder is null ? "" : $"  results in {folder}")}"));
    }

    // Each form is judged on as many as were registered for it.
    private string Pairs()
    {
        var counts = Claims.SelectMany(claim => claim.Forms.Select(form => PairCounts.Of(Subject, claim.Id, form.Form))).ToArray();
        return counts.Length == 0 || counts.Min() == counts.Max() ? $"{Subject.Pairs.Count} pairs"
            : $"{counts.Min()} to {counts.Max()} pairs";
    }

    // Before any work: whether there will be reports, and that they can be written and destroy nothing.
    private bool Reports(string folder, RunIdentity run)
    {
        if (Out is null && (IsPart || Subject.Missing is not null))
            return false;
        if (!Force && Subject.Missing is not null && RunFolder.HoldsNumbers(folder))
        {
            Screen.Error($"nothing can be measured, and the results in {folder} stay as they are.");
            return false;
        }
        if (!Force && Subject.Missing is null)
            RunFolder.MustBeFree(folder, run);
        NewFile.MustBeFolderPlace(folder);
        return true;
    }

    private string Write(VerificationResult result, string folder)
    {
        if (!Force)
            folder = RunFolder.Beside(folder, result.Pairs);
        Results.Write(result, folder, Date, Numbers);
        if (Out is null)
            RunFolder.SetLatest(folder);
        return folder;
    }

    private VerificationResult Verified(string folder)
    {
        var progress = new ProgressLine { What = Subject.Name };
        try
        {
            return Verification.Run(Subject, Claims, Options with { Progress = progress, Kept = folder });
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            Screen.Error($"interrupted; what was measured is kept in {folder}, and the same command goes on from there.");
            throw;
        }
    }

    private static int Code(VerificationResult result)
    {
        if (result.Subject.Missing is { } missing)
        {
            Screen.Error(missing.Message);
            Screen.Error($"see docs/errors/{missing.Page}.md");
            return ExitCode.Missing;
        }
        return result.AsExpected ? ExitCode.AsExpected : ExitCode.NotAsExpected;
    }
}
