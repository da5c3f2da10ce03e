using Claims.Model;
using Claims.Pairs;
using Claims.Subjects;
using Claims.Verdicts;
using static TorchSharp.torch;

namespace Claims.Verifications;

/// <summary>How claims are tried.</summary>
public sealed record VerificationOptions
{
    /// <summary>Where to compute; null: the CPU.</summary>
    public Device? Device { get; init; }

    /// <summary>In which type: verdicts are float32.</summary>
    public ScalarType Dtype { get; init; } = ScalarType.Float32;

    /// <summary>Of every random draw.</summary>
    public uint Seed { get; init; } = 42;

    /// <summary>Pairs of a small model that are measured at once on the CPU, each with its share of the native threads.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// On how many pairs a measure is computed: as many as cost so many forwards (<see cref="Measure.Forwards"/>), twelve at least, where
    /// nothing else was registered.
    /// </summary>
    public double MostForwards { get; init; } = double.PositiveInfinity;

    /// <summary>Told of measures taken, of how many in all pairs.</summary>
    public IProgress<(int Done, int Of)>? Progress { get; init; }

    /// <summary>Where finished pairs are kept until the run is whole, so that an interrupted one goes on; null: nowhere.</summary>
    public string? Kept { get; init; }

    /// <summary>Ends the run after the measure at hand.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// Tries claims on a subject: every pair is run once and asked for every measure that a claim names; then each claim's form is judged by
/// what all pairs gave.
/// </summary>
public static class Verification
{
    /// <summary>The verdicts, in the order of the claims and their forms.</summary>
    /// <param name="subject">What the claims are tried on.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="options">How.</param>
    public static VerificationResult Run(Subject subject, IReadOnlyList<Claim> claims, VerificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(claims);
        options ??= new VerificationOptions();
        var forms = claims.SelectMany(claim => claim.Forms.Select(form => (claim, form))).ToArray();
        Measure.MustDiffer(forms.SelectMany(one => one.form.Measures));
        if (subject.Missing is { } missing)
        {
            return VerificationResult.Of(subject, options, [],
                [.. forms.Select(one => ClaimVerdict.NotRun(one.claim, one.form, subject.Expectations, missing.What, missing.Remedy))]);
        }
        var measured = SubjectNumbers.Measure(subject,
            PairCounts.Of(subject, forms.Where(one => Decidable(one.form, subject)).Select(one => (one.claim.Id, one.form)),
                options.MostForwards), options);
        return VerificationResult.Of(subject, options, measured.Pairs,
            [.. forms.Select(one => Judge(one.claim, one.form, subject, measured, options.Seed))]);
    }

    // With too few pairs a controlled form cannot come to a verdict: its controls, the longest work, are left out.
    internal static bool Decidable(ClaimForm form, Subject subject) =>
        form.Form == Form.Reproduce || subject.Pairs.Count >= Judgement.FewestPairs;

    internal static ClaimVerdict Judge(Claim claim, ClaimForm form, Subject subject, SubjectNumbers measured, uint seed,
        int fewestPairs = 0)
    {
        var expectations = subject.Expectations;
        if (!Decidable(form, subject))
            return ClaimVerdict.TooFew(claim, form, expectations, subject.Pairs.Count);
        foreach (var measure in form.Measures)
        {
            if (measured.NotMeasurable.TryGetValue(measure.Key, out var lack))
                return ClaimVerdict.NotRun(claim, form, expectations, lack.Message, lack.Remedy);
            if (measured.Failed.TryGetValue(measure.Key, out var failure) && failure is NotApplicableException)
                return ClaimVerdict.NotApplicable(claim, form, expectations, failure.Message);
            if (failure is not null)
                return ClaimVerdict.Error(claim, form, expectations, $"{measure.Name} failed: {failure.Message}");
        }
        try
        {
            var samples = measured.Samples.First(Math.Min(PairCounts.Of(subject, claim.Id, form.Form, fewestPairs),
                measured.Samples.PairsOf(form.Measures)));
            return ClaimVerdict.Of(claim, form, [.. form.Checks(samples)], expectations, seed);
        }
        catch (NotMeasurableException lack)
        {
            return ClaimVerdict.NotRun(claim, form, expectations, lack.Message, lack.Remedy);
        }
        catch (NotApplicableException lack)
        {
            return ClaimVerdict.NotApplicable(claim, form, expectations, lack.Message);
        }
        // As a measure's failure is: this claim's own.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return ClaimVerdict.Error(claim, form, expectations, $"its checks failed: {failure.Message}");
        }
    }
}
