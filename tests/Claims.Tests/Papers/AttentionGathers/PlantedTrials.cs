using System.Collections.Concurrent;
using System.Globalization;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Planted;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Papers.AttentionGathers;

/// <summary>Every planted subject tried once, on the claims whose truth is known there.</summary>
internal static class PlantedTrials
{
    private static readonly ConcurrentDictionary<string, Lazy<VerificationResult>> Results = new();

    /// <summary>Subject and form of all that is known of a claim.</summary>
    public static TheoryData<string, Form> Of(string claim)
    {
        var data = new TheoryData<string, Form>();
        foreach (var planted in PlantedSubjects.All)
        {
            foreach (var truth in planted.Truths.Where(truth => truth.Claim == claim))
                data.Add(planted.Subject.Name, truth.Form);
        }
        return data;
    }

    public static PlantedSubject Named(string subject) => PlantedSubjects.All.Single(planted => planted.Subject.Name == subject);

    public static VerificationResult Result(string subject) => Results.GetOrAdd(subject, name => new(() =>
    {
        var planted = Named(name);
        var claims = AttentionGathersPaper.Claims.Where(claim => planted.Truths.Any(truth => truth.Claim == claim.Id)).Select(planted.Of);
        return Verification.Run(planted.Subject, [.. claims], new VerificationOptions { Workers = Environment.ProcessorCount });
    })).Value;

    public static ClaimVerdict Verdict(string subject, string claim, Form form) =>
        Result(subject).Verdicts.Single(verdict => verdict.Claim.Id == claim && verdict.Form.Form == form);

    /// <summary>Whether a form's verdict is the truth.</summary>
    public static void MustBeTrue(string subject, string claim, Form form)
    {
        var truth = Named(subject).Truths.Single(truth => truth.Claim == claim && truth.Form == form);
        var verdict = Verdict(subject, claim, form);
        verdict.Verdict.Should()
            .Be(truth.Verdict, "{0}; {1}\n{2}\nbecause ", truth.Why, verdict.Judgement.Reason,
                string.Join('\n', verdict.Judgement.Checks.Select(Evidence)));
    }

    /// <summary>A check in a line.</summary>
    // A gap between float sums is rounding, another on each machine: where it lies is all that can be said of it.
    public static string Evidence(CheckResult check) =>
        check.Check.Name.Contains("gap", StringComparison.Ordinal) ? $"{check.Check.Name}: {check.Check.Band}, {check.Place}"
        : string.Create(CultureInfo.InvariantCulture,
            $"{check.Check.Name}: {check.Estimate:F4} [{check.Low:F4}, {check.High:F4}] {check.Check.Unit}, {check.Check.Band}, "
                + $"{check.Place}");
}
