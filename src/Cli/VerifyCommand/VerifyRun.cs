using System.Diagnostics;
using System.Globalization;
using Claims.Cli.Output;
using Claims.Report;
using Claims.Subjects;
using Claims.Verifications;

namespace Claims.Cli.VerifyCommand;

/// <summary>One call of <c>claims verify</c>.</summary>
internal sealed record VerifyRun
{
    public required Subject Subject { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>
    /// Where finished pairs are kept, and reports go; null: no reports, since a part of the claims does not replace the whole.
    /// </summary>
    public required string? Out { get; init; }

    public required string Kept { get; init; }

    public required string? Json { get; init; }

    public required string? Date { get; init; }

    public required VerificationOptions Options { get; init; }

    /// <summary>Tries, shows, writes.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        Screen.Line($"{Subject.Name}  {Subject.Description}");
        if (Subject.Missing is null)
            Screen.Line($"{Subject.Pairs.Count} pairs, {Options.Device}, {Options.Dtype.ToString().ToLowerInvariant()}, seed "
                + $"{Options.Seed}, expectations: {Facts.Expectations(Subject.Expectations)}");
        var result = Verified();
        VerdictTable.Show(result);
        if (Out is not null)
            Results.Write(result, Out, Date);
        if (Json is not null)
            Results.WriteJson(result, Json, Date);
        Screen.Line();
        Screen.Line(
            string.Create(CultureInfo.InvariantCulture,
                $"{Tally.Of(result)}  {watch.Elapsed.TotalSeconds:0} s.{(Out is null ? "" : $"  results in {Out}")}"));
        return Code(result);
    }

    private VerificationResult Verified()
    {
        var progress = new ProgressLine { What = Subject.Name };
        try
        {
            return Verification.Run(Subject, Claims, Options with { Progress = progress, Kept = Kept });
        }
        catch (OperationCanceledException)
        {
            {
                Console.Error.WriteLine();
                Console.Error.WriteLine($"claims: interrupted; what was measured is kept in {Kept}, and the same command goes on from "
                    + $"there.");
            }
            throw;
        }
    }

    private static int Code(VerificationResult result)
    {
        if (result.Subject.Missing is { } missing)
        {
            Console.Error.WriteLine($"claims: {missing.Message}");
            Console.Error.WriteLine($"claims: see docs/errors/{missing.Page}.md");
            return ExitCode.Missing;
        }
        return result.AsExpected ? ExitCode.AsExpected : ExitCode.NotAsExpected;
    }
}
