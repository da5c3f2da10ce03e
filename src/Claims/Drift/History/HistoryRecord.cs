using Claims.Drift.Decisions;
using Claims.Report;
using Claims.Verdicts;

namespace Claims.Drift.History;

/// <summary>A comparison as a line of a history.</summary>
/// <param name="Schema">claims-history/1.</param>
/// <param name="Date">As who ran it gave it; null: none was given.</param>
/// <param name="Subject">What was compared on.</param>
/// <param name="Baseline">SHA-256 of the model's files before, by name.</param>
/// <param name="Candidate">After.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Versions">The tools that computed the numbers.</param>
/// <param name="Decision">What the update did.</param>
/// <param name="Claims">One per claim and form.</param>
public sealed record HistoryRecord(
    string Schema, string? Date, string Subject, IReadOnlyDictionary<string, string> Baseline,
    IReadOnlyDictionary<string, string> Candidate, uint Seed,
    IReadOnlyDictionary<string, string> Versions, Decision Decision, IReadOnlyList<HistoryClaim> Claims)
{
    /// <summary>What lines written now say.</summary>
    public const string CurrentSchema = "claims-history/1";

    /// <summary>The line of a comparison.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="date">The day, given by the caller; null: none.</param>
    public static HistoryRecord Of(DriftResult result, string? date)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new HistoryRecord(CurrentSchema, date, result.Baseline.Name, Sorted(result.Baseline.ModelHashes),
            Sorted(result.Candidate.ModelHashes), result.Seed,
            ToolVersions.Current(), result.Decision, [.. result.Claims.Select(HistoryClaim.Of)]);
    }

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> files) =>
        new(files.ToDictionary(), StringComparer.Ordinal);
}

/// <summary>One form of a claim.</summary>
/// <param name="Claim">Its id.</param>
/// <param name="Form">Which form.</param>
/// <param name="Before">The baseline's verdict.</param>
/// <param name="After">The candidate's.</param>
/// <param name="Decision">What the update did to it.</param>
/// <param name="Quantities">Its numbers.</param>
public sealed record HistoryClaim(string Claim, Form Form, Verdict Before, Verdict After, Decision Decision,
    IReadOnlyList<HistoryQuantity> Quantities)
{
    internal static HistoryClaim Of(ClaimDrift claim) =>
        new(claim.Before.Claim.Id, claim.Before.Form.Form, claim.Before.Verdict, claim.After.Verdict, claim.Decision,
        [.. claim.Quantities.Select(one =>
            new HistoryQuantity(one.Name, one.Unit, one.Before, one.After, one.Low, one.High, one.Margin?.Value, one.Decision))]);
}

/// <summary>One number.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Before">The baseline's.</param>
/// <param name="After">The candidate's.</param>
/// <param name="Low">Lower end of the difference's interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Margin">How far it may move.</param>
/// <param name="Decision">What follows.</param>
public sealed record HistoryQuantity(string Name, string Unit, double Before, double After, double Low, double High, double? Margin,
    Decision Decision);
