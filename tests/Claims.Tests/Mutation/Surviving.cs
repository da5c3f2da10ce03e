using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
using Claims.Registrations;
using Claims.Tests.Papers.AttentionGathers;
using Claims.Tests.Planted;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Mutation;

/// <summary>Judges forms anew from numbers, measures or bands that were tampered with.</summary>
internal static class Surviving
{
    public static IEnumerable<(Claim Claim, ClaimForm Form)> Forms =>
        AttentionGathersPaper.Claims.SelectMany(claim => claim.Forms.Select(form => (claim, form)));

    public static IEnumerable<PlantedSubject> Speaking(Claim claim, ClaimForm form, bool holding = false) =>
        PlantedSubjects.All.Where(planted =>
            planted.Truths.Any(truth =>
                truth.Claim == claim.Id && truth.Form == form.Form && (!holding || truth.Verdict == Verdict.Holds)));

    /// <summary>
    /// Whether a verdict is another than with untouched numbers, on some subject, or a number lies out of the interval that would be
    /// registered for it.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="form">The form.</param>
    /// <param name="tampered">By measure; null: the fault cannot happen there.</param>
    public static bool Turns(Claim claim, ClaimForm form,
        Func<MeasuredPair, IReadOnlyDictionary<string, IReadOnlyList<Numbers>>> tampered) => Speaking(claim, form).Any(planted =>
    {
        var result = PlantedTrials.Result(planted.Subject.Name);
        var samples = new Samples([.. result.Pairs.Select(tampered)]);
        var untouched = PlantedTrials.Verdict(planted.Subject.Name, claim.Id, form.Form);
        return Judge(claim, form, planted, samples) != untouched.Verdict || Moves(planted.Of(claim, form), samples, untouched);
    });

    // As registered from pairs like these: both sets scatter.
    private static bool Moves(ClaimForm form, Samples samples, ClaimVerdict untouched)
    {
        var numbers = untouched.Judgement.Checks.ToDictionary(result => result.Check.Name, result => Registration.Interval(
            result.Estimate, Math.Sqrt(2) * StandardError.Of(result.Check.Values, result.Check.Per)));
        return form.Checks(samples).Any(check =>
            !numbers[check.Name].Contains(check.Values.Sum() / (check.Per?.Sum() ?? check.Values.Count)));
    }

    public static Samples Untouched(PlantedSubject planted) =>
        new([.. PlantedTrials.Result(planted.Subject.Name).Pairs.Select(pair => pair.Numbers)]);

    // What throws (a share below 0) would be the claim's Error.
    public static Verdict Judge(Claim claim, ClaimForm form, PlantedSubject planted, Samples samples)
    {
        try
        {
            return ClaimVerdict.Of(claim, form, [.. planted.Of(claim, form).Checks(samples)], planted.Subject.Expectations,
                new VerificationOptions().Seed).Verdict;
        }
        catch (ArgumentException)
        {
            return Verdict.Error;
        }
    }
}
