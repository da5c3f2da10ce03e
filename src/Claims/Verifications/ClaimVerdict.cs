using Claims.Subjects;
using Claims.Verdicts;

namespace Claims.Verifications;

/// <summary>One claim's form tried on one subject.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Form">The form.</param>
/// <param name="Judgement">The verdict, its reason and its evidence.</param>
/// <param name="Expected">What was expected of it.</param>
/// <param name="ExpectedReason">Why, where that is not Holds.</param>
/// <param name="Remedy">Where it could not be decided: what to do; else null.</param>
public sealed record ClaimVerdict(Claim Claim, ClaimForm Form, Judgement Judgement, Verdict Expected, string? ExpectedReason,
    string? Remedy)
{
    /// <summary>The verdict.</summary>
    public Verdict Verdict => Judgement.Verdict;

    /// <summary>
    /// Verdicts that were expected as well: numbers too near the edge of their band to foresee on which side other pairs put them.
    /// </summary>
    public IReadOnlyList<Verdict> ExpectedOr { get; init; } = [];

    /// <summary>
    /// Whether it is the expected one. A change in either direction is not. Where nothing was registered, a claim that is not applicable is
    /// expected to be so, and any other to hold.
    /// </summary>
    public bool AsExpected => Verdict == Expected || ExpectedOr.Contains(Verdict);

    /// <summary>Judges what a subject's pairs gave.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="form">The form.</param>
    /// <param name="checks">The form's checks, with the paper's bands.</param>
    /// <param name="expectations">The subject's; null: the paper's own bands, and that the claim holds.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static ClaimVerdict Of(Claim claim, ClaimForm form, IReadOnlyList<Check> checks, Expectations? expectations, uint seed)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(form);
        var expected = expectations?.For(claim.Id, form.Form);
        var placed = checks.Select(check => check.Band.Source != BandSource.Published ? check
            : expected?.Bands.TryGetValue(check.Name, out var band) == true
            ? check with { Band = new Band(band.Low, band.High, BandSource.Registered) }
            : expectations is null or { PublishedBands: true } ? check
            : null).ToArray();
        if (Array.IndexOf(placed, null) is >= 0 and var missing)
            return NotRun(claim, form, expectations, $"no expectation is registered for {checks[missing].Name}.",
                "Register expectations from discovery pairs: ./claims register.");
        return new ClaimVerdict(claim, form, Judgement.Of(form.Form, [.. placed.Select(check => check!)], seed), expected?.Verdict
            ?? Verdict.Holds, expected?.Reason, null)
        { ExpectedOr = expected?.Or ?? [] };
    }

    /// <summary>What could not be tried.</summary>
    public static ClaimVerdict NotRun(Claim claim, ClaimForm form, Expectations? expectations, string reason, string remedy) =>
        Without(claim, form, expectations, Verdict.NotRun, reason, remedy);

    /// <summary>What makes no sense for the subject's model.</summary>
    public static ClaimVerdict NotApplicable(Claim claim, ClaimForm form, Expectations? expectations, string reason) =>
        Without(claim, form, expectations, Verdict.NotApplicable, reason, null, Verdict.NotApplicable);

    /// <summary>What so few pairs cannot decide.</summary>
    public static ClaimVerdict TooFew(Claim claim, ClaimForm form, Expectations? expectations, int pairs) =>
        Without(claim, form, expectations, Verdict.Inconclusive, Judgement.TooFew(pairs),
            $"Give the subject at least {Judgement.FewestPairs} pairs.");

    /// <summary>What failed while it was tried.</summary>
    public static ClaimVerdict Error(Claim claim, ClaimForm form, Expectations? expectations, string reason) =>
        Without(claim, form, expectations, Verdict.Error, reason, null);

    private static ClaimVerdict Without(Claim claim, ClaimForm form, Expectations? expectations, Verdict verdict, string reason,
        string? remedy, Verdict unregistered = Verdict.Holds)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(form);
        var expected = expectations?.For(claim.Id, form.Form);
        return new ClaimVerdict(claim, form, new Judgement(verdict, reason, []), expected?.Verdict
            ?? unregistered, expected?.Reason, remedy)
        { ExpectedOr = expected?.Or ?? [] };
    }
}
