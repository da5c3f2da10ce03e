using System.Globalization;
using System.Text;
using Claims.Report;
using Claims.Verdicts;
using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using Xunit;

namespace Claims.Assertions;

/// <summary>Assertions about a verdict; a failure says numbers, bands, pairs, seed, and how to try it again alone.</summary>
public sealed class VerdictAssertions : ReferenceTypeAssertions<ClaimResult, VerdictAssertions>
{
    private const int MostChecks = 12;

    /// <summary>Of a claim that was tried.</summary>
    public VerdictAssertions(ClaimResult subject)
        : base(subject)
    {
    }

    /// <inheritdoc/>
    protected override string Identifier => "verdict";

    /// <summary>The claim holds, whatever was expected.</summary>
    public AndConstraint<VerdictAssertions> Hold(string because = "", params object[] becauseArgs) =>
        Be(Verdicts.Verdict.Holds, because, becauseArgs);

    /// <summary>The verdict is this one.</summary>
    public AndConstraint<VerdictAssertions> Be(Verdict verdict, string because = "", params object[] becauseArgs) =>
        Assert(Subject.Verdict.Verdict == verdict, VerdictText.Of(verdict), because, becauseArgs);

    /// <summary>
    /// The verdict is what was registered for the subject (Holds, where nothing was), and no registered number has moved. Of an open form
    /// nothing is expected: it has not passed, and the test is skipped with the reason (<see cref="ClaimTheoryAttribute"/>).
    /// </summary>
    public AndConstraint<VerdictAssertions> BeAsExpected(string because = "", params object[] becauseArgs)
    {
        var verdict = Subject.Verdict;
        Skip.If(verdict.IsOpen && !verdict.IsUnexpected,
            $"{verdict.Claim.Id} ({VerdictText.Of(verdict.Form.Form)}) is open on {Subject.Result.Subject.Name}: {verdict.ExpectedReason}");
        return Assert(!Subject.Verdict.IsUnexpected, $"{VerdictText.Of(Subject.Verdict.Expected)}, as registered", because, becauseArgs);
    }

    private AndConstraint<VerdictAssertions> Assert(bool condition, string expected, string because, object[] becauseArgs)
    {
        // The text is made before braces in it could be taken for places.
        Execute.Assertion.ForCondition(condition).BecauseOf(because, becauseArgs)
            .FailWith($"Expected {Escaped(Subject.Verdict.Claim.Id)} ({VerdictText.Of(Subject.Verdict.Form.Form)}) on "
                + $"{Escaped(Subject.Result.Subject.Name)} to be {Escaped(expected)}{{reason}}, but it is {Escaped(Told())}");
        return new AndConstraint<VerdictAssertions>(this);
    }

    private string Told()
    {
        var (result, verdict) = (Subject.Result, Subject.Verdict);
        var text = new StringBuilder($"{VerdictText.Of(verdict.Verdict)}: {verdict.Judgement.Reason}\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"{verdict.Claim.StatementOf(verdict.Form.Form)}\" ({verdict.Claim.At})\n");
        if (verdict.ExpectedReason is { } why)
            text.Append(CultureInfo.InvariantCulture, $"  {VerdictText.Of(verdict.Expected)} was registered: {why}\n");
        foreach (var check in verdict.Judgement.Checks.OrderBy(check => check.Place == IntervalPosition.Inside).Take(MostChecks))
            text.Append(CultureInfo.InvariantCulture, $"  {VerdictText.Of(check)}{Farthest(check)}\n");
        if (verdict.Remedy is { } remedy)
            text.Append(CultureInfo.InvariantCulture, $"  {remedy}\n");
        return text.Append(CultureInfo.InvariantCulture,
            $"  {result.Pairs.Count} pairs, seed {result.Seed}, {result.Device}, {result.Dtype}; again: "
                + $"{Rerun.Command(result, verdict.Claim.Id)}").ToString();
    }

    // The pair to look at first: the one whose own value lies farthest out of the band.
    private string Farthest(CheckResult check)
    {
        var values = check.Check.Values.Select((value, pair) => value / (check.Check.Per?[pair] ?? 1)).ToArray();
        if (values.Length > Subject.Result.Pairs.Count)
            return "";
        var beyond = values.Select(value => Math.Max(check.Check.Band.Low - value, value - check.Check.Band.High)).ToArray();
        var worst = Array.IndexOf(beyond, beyond.Max());
        return worst < 0 || beyond[worst] <= 0 ? ""
            : $"; farthest: {VerdictText.Number(values[worst])} on {Subject.Result.Pairs[worst].Name}";
    }

    private static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
