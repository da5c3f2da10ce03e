using Claims.Common;
using Claims.Pairs;
using Claims.Subjects.Files;
using Claims.Verdicts;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Claims.Registrations;

/// <summary>
/// What one form of a claim comes to on other pairs of the same kind. Parts of the discovery pairs are drawn without putting back, and
/// the form's checks made anew from each: whatever the pairs of a set have in common (an outcome direction, a probe, the untrained models'
/// bound) is estimated anew, as on held-out pairs it will be. A part of n of D pairs scatters about the whole by 1/n - 1/D of a pair's
/// variance; n fresh pairs scatter about what D pairs foresee by 1/n + 1/D: the drawn numbers are spread to that.
/// </summary>
internal sealed class FreshDraws
{
    /// <summary>Fewer discovery pairs leave no part of them to draw.</summary>
    public const int FewestPairs = SubjectFile.FewestDiscoveryPairs;

    private const int Draws = 200;

    private readonly int _discovery, _drawn;
    private readonly uint _seed;
    private readonly Check[] _checks;

    // [check][draw]
    private readonly double[][] _values, _errors;
    private readonly double[] _means;

    /// <param name="form">The form.</param>
    /// <param name="discovery">What the discovery pairs gave: at least <see cref="FewestPairs"/>.</param>
    /// <param name="pairs">How many fresh pairs there will be.</param>
    /// <param name="seed">Of the draws.</param>
    public FreshDraws(ClaimForm form, Samples discovery, int pairs, uint seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(discovery.Pairs, FewestPairs, nameof(discovery));
        (_discovery, _seed) = (discovery.Pairs, seed);
        // Parts of more than two thirds hardly differ, and what they differ by would be spread too far.
        _drawn = Math.Clamp(pairs, Judgement.FewestPairs, discovery.Pairs * 2 / 3);
        var random = new NumpyRandom(seed);
        var draws = Enumerable.Range(0, Draws)
            .Select(_ => form.Checks(discovery.Only(UntrainedRange.Draw(random, _discovery, _drawn))).ToArray()).ToArray();
        _checks = [.. form.Checks(discovery)];
        _values = [.. _checks.Select((_, check) => draws.Select(draw => PairedDifference.Number(draw[check])).ToArray())];
        _errors = [.. _checks.Select((_, check) => draws.Select(draw => StandardError.Of(draw[check].Values, draw[check].Per)).ToArray())];
        _means = [.. _values.Select(drawn => drawn.Average())];
    }

    /// <summary>How often each verdict comes, of fresh draws.</summary>
    /// <param name="pairs">Of so many pairs each.</param>
    /// <param name="papersOwn">Whether model and clips are the paper's.</param>
    /// <param name="discoveryIsAll">Whether the discovery pairs' number is taken for the one of all pairs; else it is one of the numbers
    /// that so many pairs may show.</param>
    public IReadOnlyDictionary<Verdict, double> Frequencies(int pairs, bool papersOwn, bool discoveryIsAll = false)
    {
        var spread = Spread(pairs, discoveryIsAll);
        var shares = new MersenneTwister((int)(_seed & int.MaxValue), threadSafe: false);
        return Enumerable.Range(0, Draws).Select(draw =>
                Judgement.Of([.. _checks.Select((check, i) => (Like(check, pairs), Estimate(check, i, draw, pairs, spread, shares,
                    discoveryIsAll)))], papersOwn).Verdict)
            .GroupBy(verdict => verdict).ToDictionary(group => group.Key, group => (double)group.Count() / Draws);
    }

    /// <summary>Each check with the number that fresh pairs are expected to give, and how far it scatters: a standard deviation.</summary>
    /// <param name="pairs">How many pairs.</param>
    public IEnumerable<(Check Check, double Number, double Deviation)> Numbers(int pairs)
    {
        foreach (var (i, check) in _checks.Index())
        {
            var deviation = Math.Sqrt(_values[i].Average(value => (value - _means[i]) * (value - _means[i]))) * Spread(pairs, false);
            // Of shares at 0 or 1 nothing scatters; one pair more or less always may (Laplace's rule of succession).
            var share = (_means[i] * _discovery + 1) / (_discovery + 2);
            yield return (check, _means[i], !check.IsShare ? deviation
                : Math.Max(deviation, Math.Sqrt(share * (1 - share) * (1.0 / pairs + 1.0 / _discovery))));
        }
    }

    private double Spread(int pairs, bool discoveryIsAll) => Math.Sqrt(
        (1.0 / pairs + (discoveryIsAll ? 0 : 1.0 / _discovery)) / (1.0 / _drawn - 1.0 / _discovery));

    private IEstimate Estimate(Check check, int i, int draw, int pairs, double spread, MersenneTwister random, bool discoveryIsAll)
    {
        if (!check.IsShare)
            return new StudentInterval(_means[i] + spread * (_values[i][draw] - _means[i]), Error(i, draw, pairs), pairs);
        // Jeffreys's prior: D of D pairs that are so leave room for some that are not.
        var (so, not) = (_means[i] * _discovery + 0.5, (1 - _means[i]) * _discovery + 0.5);
        var share = discoveryIsAll ? so / (so + not) : Beta.Sample(random, so, not);
        return new ExactShare(Binomial.Sample(random, share, pairs), pairs);
    }

    // The more pairs, the smaller the error, and the better it is known.
    private double Error(int i, int draw, int pairs)
    {
        var (mean, smaller) = (_errors[i].Average(), Math.Sqrt((double)_drawn / pairs));
        return Math.Max(0, mean + (_errors[i][draw] - mean) * smaller) * smaller;
    }

    // As many values as there are pairs: what the judgement counts.
    private static Check Like(Check check, int pairs) => check with { Values = new double[pairs], Per = null };
}
