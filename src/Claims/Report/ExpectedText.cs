using Claims.Subjects;
using Claims.Verdicts;

namespace Claims.Report;

/// <summary>An expectation in words.</summary>
public static class ExpectedText
{
    /// <summary>
    /// <c>Refuted on 16 pairs: on the discovery pairs, L4 MLP recovery lies outside.</c>; of an open form also how many would decide it.
    /// </summary>
    public static string Of(ExpectedForm expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var pairs = expected.Pairs is { } count ? $" on {count} pairs" : "";
        return $"{VerdictText.Of(expected.Verdict)}{pairs}{(expected.Reason is { } why ? $": {why}" : "")} {Deciding(expected)}".Trim();
    }

    /// <summary>Of a form that is neither expected to hold nor to be refuted, how many pairs would decide it; else nothing.</summary>
    public static string Deciding(ExpectedForm expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var undecided = expected.Verdict is Expectation.Open or Expectation.Inconclusive || expected.Verdict.IsOneSided();
        return !undecided || expected.Probabilities.Count == 0 ? ""
            : expected.PairsToDecide is { } pairs ? $"About {pairs} pairs would decide it."
            : "Its number lies so near an edge that no number of pairs that anyone measures decides it.";
    }
}
