using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Drift.Decisions;

/// <summary>What an update did to one form of a claim.</summary>
/// <param name="Before">The baseline's verdict.</param>
/// <param name="After">The candidate's.</param>
/// <param name="Quantities">Every number that either has.</param>
/// <param name="Decision">What follows.</param>
/// <param name="Reason">In words.</param>
public sealed record ClaimDrift(ClaimVerdict Before, ClaimVerdict After, IReadOnlyList<Quantity> Quantities, Decision Decision,
    string Reason)
{
    /// <summary>Whether the baseline's verdict says something.</summary>
    internal bool WasDecided => IsDecided(Before.Verdict);

    internal static ClaimDrift Of(ClaimVerdict before, ClaimVerdict after, IReadOnlyList<Quantity> quantities)
    {
        var (decision, reason) = Decide(before, after, quantities);
        return new ClaimDrift(before, after, quantities, decision, reason);
    }

    // A verdict that changes is drift whatever the numbers say. But where the registration foresees no single verdict, the number lies at
    // the edge of its band and any update, or another set of pairs, may move it across to Inconclusive and back: there the numbers decide.
    private static (Decision, string) Decide(ClaimVerdict before, ClaimVerdict after, IReadOnlyList<Quantity> quantities)
    {
        if (IsVerdict(before.Verdict) && IsVerdict(after.Verdict) && before.Verdict != after.Verdict
            && !(Undecided(before, after) && AtTheEdge(before.Expected, before.Verdict, after.Verdict)))
            return (Decision.Drifted,
                $"{Report.VerdictText.Of(before.Verdict)} before, {Report.VerdictText.Of(after.Verdict)} after: {after.Judgement.Reason}");
        if (after.Verdict == Verdict.Error && before.Verdict != Verdict.Error)
            return (Decision.Drifted, $"it fails on the candidate: {after.Judgement.Reason}");
        if (after.Verdict is Verdict.NotRun or Verdict.NotApplicable
            || before.Verdict is Verdict.NotRun or Verdict.NotApplicable or Verdict.Error)
            return (Decision.NotComparable, (after.Verdict is Verdict.NotRun or Verdict.NotApplicable ? after : before).Judgement.Reason);
        if (Named(quantities, Decision.Drifted) is { Length: > 0 } drifted)
            return (Decision.Drifted, $"beyond the margin: {drifted}.");
        if (Named(quantities, Decision.NotComparable) is { Length: > 0 } lone)
            return (Decision.NotComparable, $"in one of the two only, or without a margin: {lone}.");
        if (quantities.Count == 0)
            return (Decision.Inconclusive, after.Judgement.Reason);
        return Named(quantities, Decision.Inconclusive) is { Length: > 0 } open
            ? (Decision.Inconclusive, $"neither within the margin nor beyond it: {open}.")
            : (Decision.Equivalent, quantities.Count == 1 ? "its number is equivalent."
                : $"all {quantities.Count} numbers are equivalent.");
    }

    private static bool IsVerdict(Verdict verdict) => IsDecided(verdict) || verdict == Verdict.Inconclusive;

    private static bool Undecided(ClaimVerdict before, ClaimVerdict after) => !IsDecided(before.Verdict) || !IsDecided(after.Verdict);

    private static bool AtTheEdge(Expectation expected, Verdict before, Verdict after) => expected == Expectation.Open
        || expected.IsOneSided() && expected.Allows(before) && expected.Allows(after);

    private static bool IsDecided(Verdict verdict) => verdict is Verdict.Holds or Verdict.Refuted;

    private static string Named(IReadOnlyList<Quantity> quantities, Decision decision)
    {
        const int Most = 5;
        var named = quantities.Where(quantity => quantity.Decision == decision).OrderByDescending(quantity => quantity.InMargins)
            .Select(quantity => quantity.Name).ToArray();
        return string.Join(", ", named.Take(Most)) + (named.Length > Most ? $" and {named.Length - Most} more" : "");
    }
}
