using System.Globalization;
using Claims.Common;
using Claims.Pairs;
using Claims.Report;
using Claims.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Benchmarks;

/// <summary>How often one form comes out otherwise than it was registered to, over draws of fresh pairs.</summary>
internal static class FormDraws
{
    public const int Draws = 200;

    /// <summary>A row of the table.</summary>
    public static string Of(Claim claim, ClaimForm form, Expectations expectations, Samples pool, uint seed)
    {
        var name = $"| {claim.Id} | {VerdictText.Of(form.Form)} ";
        if (expectations.For(claim.Id, form.Form) is not { Pairs: { } pairs } expected)
            return $"{name}| not registered | | | | | |";
        var of = pool.PairsOf(form.Measures);
        if (of < pairs * 5 / 4)
            return $"{name}| {VerdictText.Of(expected.Verdict)} | {pairs} | {of} | too few to draw from | | |";
        var found = new ClaimVerdict[Draws];
        Parallel.For(0, Draws, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, draw =>
        {
            using var native = new Common.Native.NativeThreads(1);
            var part = pool.Only(UntrainedRange.Draw(new NumpyRandom((uint)draw), of, pairs));
            found[draw] = ClaimVerdict.Of(claim, form, [.. form.Checks(part)], expectations, seed);
        });
        var moved = found.Count(one => one.Moved.Any());
        if (expected.Verdict == Expectation.Open)
        {
            var kinds = found.GroupBy(one => one.Verdict).OrderBy(group => group.Key)
                .Select(group => $"{group.Count()} {VerdictText.Of(group.Key).ToLowerInvariant()}");
            return $"{name}| open | {pairs} | {of} | {string.Join(", ", kinds)} | | {moved} |";
        }
        double[] other = [.. found.Select(one => one.AsExpected ? 0.0 : 1)];
        var (low, high) = new ExactShare(other).Interval(Judgement.Tail);
        return string.Create(CultureInfo.InvariantCulture, $"{name}| {VerdictText.Of(expected.Verdict)} | {pairs} | {of} | {other.Sum():0} "
            + $"| {100 * low:0.0}-{100 * high:0.0} % | {moved} |");
    }
}
