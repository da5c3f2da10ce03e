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
public sealed record ClaimVerdict(Claim Claim, ClaimForm Form, Judgement Judgement, Expectation Expected, string? ExpectedReason,
    string? Remedy)
{
    /// <summary>The verdict.</summary>
    public Verdict Verdict => Judgement.Verdict;

    /// <summary>How many pairs would decide it, where the registration says so.</summary>
    public int? PairsToDecide { get; init; }

    /// <summary>Whether nothing is expected of it: it is neither as expected nor unexpected, unless it fails.</summary>
    public bool IsOpen => Expected == Expectation.Open && Verdict is Verdict.Holds or Verdict.Refuted or Verdict.Inconclusive;

    /// <summary>
    /// Whether the verdict is the expected one. A change in either direction is not. Where nothing was registered, a claim that is not
    /// applicable is expected to be so, and any other to hold.
    /// </summary>
    public bool AsExpected => Expected.Allows(Verdict);

    /// <summary>The numbers that lie elsewhere than they were registered to.</summary>
    public IEnumerable<CheckResult> Moved => Judgement.Checks.Where(result => result.HasMoved);

    /// <summary>Whether the gate stops here: the verdict is another one, or a registered number has moved.</summary>
    public bool IsUnexpected => !AsExpected && !IsOpen || Moved.Any();

    /// <summary>Judges what a subject's pairs gave.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="form">The form.</param>
    /// <param name="checks">The form's checks.</param>
    /// <param name="expectations">The subject's; null: that the claim holds.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static ClaimVerdict Of(Claim claim, ClaimForm form, IReadOnlyList<Check> checks, Expectations? expectations, uint seed)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(form);
        var judgement = Judgement.Of(form.Form, checks, seed, expectations?.PapersOwn ?? false);
        var numbers = expectations?.For(claim.Id, form.Form)?.Numbers;
        // A single pair lies anywhere: where the mean over pairs lies was registered.
        return With(claim, form, expectations, numbers is null || checks.Count == 0 || checks[0].Values.Count == 1 ? judgement
            : judgement with
            {
                Checks = [.. judgement.Checks.Select(result => numbers.TryGetValue(result.Check.Name, out var number)
                    ? result with { Registered = number.Interval } : result)],
            }, null);
    }

    /// <summary>What could not be tried.</summary>
    public static ClaimVerdict NotRun(Claim claim, ClaimForm form, Expectations? expectations, string reason, string remedy) =>
        With(claim, form, expectations, new Judgement(Verdict.NotRun, reason, []), remedy);

    /// <summary>What makes no sense for the subject.</summary>
    public static ClaimVerdict NotApplicable(Claim claim, ClaimForm form, Expectations? expectations, string reason) =>
        With(claim, form, expectations, new Judgement(Verdict.NotApplicable, reason, []), null);

    /// <summary>What so few pairs cannot decide.</summary>
    public static ClaimVerdict TooFew(Claim claim, ClaimForm form, Expectations? expectations, int pairs) =>
        With(claim, form, expectations, new Judgement(Verdict.Inconclusive, Judgement.TooFew(pairs), []),
            $"Give the subject at least {Judgement.FewestPairs} pairs.");

    /// <summary>What failed while it was tried.</summary>
    public static ClaimVerdict Error(Claim claim, ClaimForm form, Expectations? expectations, string reason) =>
        With(claim, form, expectations, new Judgement(Verdict.Error, reason, []), null);

    private static ClaimVerdict With(Claim claim, ClaimForm form, Expectations? expectations, Judgement judgement, string? remedy)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(form);
        var expected = expectations?.For(claim.Id, form.Form);
        var unregistered = judgement.Verdict == Verdict.NotApplicable ? Expectation.NotApplicable : Expectation.Holds;
        return new ClaimVerdict(claim, form, judgement, expected?.Verdict ?? unregistered, expected?.Reason, remedy)
        {
            PairsToDecide = expected?.PairsToDecide,
        };
    }
}
