using Claims.Common;
using Claims.Drift.Decisions;
using Claims.Drift.Roles;
using Claims.Drift.Weights;
using Claims.Model;
using Claims.Pairs;
using Claims.Subjects;
using Claims.Verdicts;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Drift;

/// <summary>A subject measured with the weights before an update, to compare any number of candidates with.</summary>
public sealed class DriftBaseline
{
    // A verdict may need fewer; that a share of pairs has not moved is not to be told from fewer.
    private const int FewestPairs = 32;

    private readonly Subject _subject;
    private readonly VerificationOptions _options;
    private readonly IReadOnlyList<(Claim Claim, ClaimForm Form)> _forms;
    private readonly IReadOnlyList<(Measure Measure, int Pairs)> _measures;

    private DriftBaseline(Subject subject, IReadOnlyList<Claim> claims, VerificationOptions options)
    {
        (_subject, _options) = (subject, options);
        _forms = [.. claims.SelectMany(claim => claim.Forms.Select(form => (claim, form)))];
        var claimed = PairCounts.Of(subject,
            _forms.Where(one => Verification.Decidable(one.Form, subject)).Select(one => (one.Claim.Id, one.Form)), fewest: FewestPairs);
        var pairs = claimed.Select(one => one.Pairs).DefaultIfEmpty(subject.Pairs.Count).Max();
        _measures = [.. claimed, (DriftMeasures.Streams, pairs), (DriftMeasures.Focus, pairs)];
        Before = SubjectNumbers.Measure(subject, _measures, options);
    }

    private SubjectNumbers Before { get; }

    /// <summary>Measures a subject.</summary>
    /// <param name="subject">Its model is the baseline.</param>
    /// <param name="claims">The claims that are to be followed.</param>
    /// <param name="options">How.</param>
    /// <exception cref="MissingException">The subject is not on this machine.</exception>
    public static DriftBaseline Measure(Subject subject, IReadOnlyList<Claim> claims, VerificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(claims);
        return subject.Missing is { } missing ? throw missing : new DriftBaseline(subject, claims, options ?? new VerificationOptions());
    }

    /// <summary>What became of the claims with other weights.</summary>
    /// <param name="candidate">The same subject with these weights: the same pairs, whatever else may differ.</param>
    /// <exception cref="MissingException">It is not on this machine.</exception>
    public DriftResult Compare(Subject candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Missing is { } missing)
            throw missing;
        var (changes, order, alike) = Weights(candidate);
        var follows = order is null ? candidate
            : candidate with { Load = (device, dtype) => Matched(candidate.Load(device, dtype), order) };
        var measured = MeasureCandidate(follows, alike);
        var verdicts = Verdicts(candidate, measured);
        return new DriftResult(_subject, candidate, _options.Device?.ToString()
            ?? "cpu", _options.Dtype.ToString().ToLowerInvariant(), _options.Seed, Before.Pairs, Claims(verdicts),
            changes, LayerSimilarity.Of(Before, measured), HeadRoles.Of(Before, measured, _options.Seed), [.. OtherClips(measured)])
        {
            ClipNotes = [.. Before.Pairs.Concat(measured.Pairs).SelectMany(pair => pair.ClipNotes).Distinct()],
        };
    }

    private (WeightChanges Changes, IReadOnlyList<BlockOrder>? Order, bool Alike) Weights(Subject candidate)
    {
        using var before = _subject.Load(CPU, ScalarType.Float32);
        using var after = candidate.Load(CPU, ScalarType.Float32);
        var (changes, order) = WeightComparison.Of(before, after);
        return (changes, order, Alike(before.Shape, after.Shape) && order is not null);
    }

    private static bool Alike(ModelShape one, ModelShape other) =>
        one with { Labels = other.Labels, Tokens = other.Tokens } == other && one.Tokens.Count == other.Tokens.Count
            && one.Labels.Count == other.Labels.Count;

    // The same function, written down as the baseline is.
    private VideoModel Matched(VideoModel model, IReadOnlyList<BlockOrder> order)
    {
        if (!order.All(block => block.IsSame))
        {
            using var own = model;
            model = BlockOrder.Apply(own, order);
        }
        using var before = _subject.Load(CPU, ScalarType.Float32);
        if (StreamMean.Matched(before, model, WeightComparison.Rounding) is not { } matched)
            return model;
        model.Dispose();
        return matched;
    }

    // What untrained models of the same architecture say of the same clips is known already.
    private SubjectNumbers MeasureCandidate(Subject candidate, bool alike)
    {
        bool Known(Measure measure) =>
            measure.UntrainedOnly && alike && candidate.Target is not null && candidate.Target == _subject.Target
            && candidate.Pairs.Count == _subject.Pairs.Count;
        var measured = SubjectNumbers.Measure(candidate, [.. _measures.Where(one => !Known(one.Measure))], _options);
        var known = _measures.Select(one => one.Measure).Where(Known).ToArray();
        if (known.Length == 0)
            return measured;
        if (!measured.Pairs.Zip(Before.Pairs).All(pair => pair.First.SameClips(pair.Second)))
            return SubjectNumbers.Measure(candidate, _measures, _options);
        MeasuredPair[] pairs = [.. measured.Pairs.Zip(Before.Pairs, (after, before) => after with
        {
            Numbers = after.Numbers.Concat(before.Numbers.Where(one => known.Any(measure => measure.Key == one.Key))).ToDictionary(),
        })];
        return measured with
        {
            Pairs = pairs,
            Samples = new Samples([.. pairs.Select(pair => pair.Numbers)]),
            NotMeasurable = Joined(measured.NotMeasurable, Before.NotMeasurable, known),
            Failed = Joined(measured.Failed, Before.Failed, known),
        };
    }

    private static Dictionary<string, T> Joined<T>(IReadOnlyDictionary<string, T> own, IReadOnlyDictionary<string, T> baseline,
        Measure[] known) =>
        own.Concat(baseline.Where(one => known.Any(measure => measure.Key == one.Key))).ToDictionary();

    private IReadOnlyList<ClaimVerdict> Verdicts(Subject subject, SubjectNumbers measured) =>
        [.. _forms.Select(one => Verification.Judge(one.Claim, one.Form, subject, measured, _options.Seed, FewestPairs))];

    private List<ClaimDrift> Claims(IReadOnlyList<ClaimVerdict> after)
    {
        var verdicts = Verdicts(_subject, Before);
        var pairs = verdicts.Zip(after).Select(one => Paired(one.First, one.Second).ToArray()).ToArray();
        var quantities = EquivalenceTest.Of([.. pairs.SelectMany(pair => pair)], _options.Seed);
        var taken = 0;
        var claims = new List<ClaimDrift>();
        foreach (var (i, own) in pairs.Index())
        {
            claims.Add(ClaimDrift.Of(verdicts[i], after[i], [.. quantities.Skip(taken).Take(own.Length)]));
            taken += own.Length;
        }
        return claims;
    }

    private IEnumerable<CheckPair> Paired(ClaimVerdict before, ClaimVerdict after)
    {
        var (claim, form) = (before.Claim.Id, before.Form.Form);
        var others = after.Judgement.Checks.ToDictionary(result => result.Check.Name, result => result.Check);
        foreach (var check in before.Judgement.Checks.Select(result => result.Check))
            yield return new CheckPair(claim, form, check, others.Remove(check.Name, out var other) ? other
                : null, MarginOf(claim, form, check));
        foreach (var other in others.Values)
            yield return new CheckPair(claim, form, null, other, null);
    }

    private Margin MarginOf(string claim, Form form, Check check) =>
        _subject.Expectations?.For(claim, form)?.Numbers.GetValueOrDefault(check.Name).Margin is { } registered
            ? new Margin(registered, MarginSource.Registered) : Margin.ByRule(check, check.Values.Count);

    private IEnumerable<string> OtherClips(SubjectNumbers measured)
    {
        var differ = Before.Pairs.Zip(measured.Pairs).Count(pair => !pair.First.SameClips(pair.Second));
        if (differ > 0)
            yield return $"The two models do not see the same pixels in {differ} of {Before.Pairs.Count} pairs: their preprocessing "
                + "differs.";
    }
}
