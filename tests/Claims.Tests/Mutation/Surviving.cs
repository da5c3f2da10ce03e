using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
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

    /// <summary>Whether a verdict is another than with untouched numbers, on some subject.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="form">The form.</param>
    /// <param name="tampered">By measure; null: the fault cannot happen there.</param>
    public static bool Turns(Claim claim, ClaimForm form,
        Func<MeasuredPair, IReadOnlyDictionary<string, IReadOnlyList<Numbers>>> tampered) => Speaking(claim, form).Any(planted =>
    {
        var result = PlantedTrials.Result(planted.Subject.Name);
        var samples = new Samples([.. result.Pairs.Select(tampered)]);
        return Judge(claim, form, planted, samples) != PlantedTrials.Verdict(planted.Subject.Name, claim.Id, form.Form).Verdict;
    });

    public static Samples Untouched(PlantedSubject planted) =>
        new([.. PlantedTrials.Result(planted.Subject.Name).Pairs.Select(pair => pair.Numbers)]);

    // What throws (a share below 0) would be the claim's Error.
    public static Verdict Judge(Claim claim, ClaimForm form, PlantedSubject planted, Samples samples)
    {
        try
        {
            return ClaimVerdict.Of(claim, form, [.. form.Checks(samples)], planted.Subject.Expectations,
                new VerificationOptions().Seed).Verdict;
        }
        catch (ArgumentException)
        {
            return Verdict.Error;
        }
    }
}
