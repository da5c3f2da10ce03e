using System.Globalization;
using System.Reflection;
using Claims.Common;
using Claims.Json;
using Claims.Pairs;
using Claims.Subjects.Files;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Registrations;

/// <summary>From what discovery pairs gave to what is expected of the held-out ones.</summary>
public static class Registration
{
    /// <summary>
    /// Half a band's width. The held-out mean scatters about the discovery mean by sqrt(2) standard errors, and all of its 95 % interval,
    /// about 2.1 standard errors to either side, must fit inside: 6 leave (6 - 2.1) / sqrt(2) = 2.8 deviations of room, so that a number
    /// that has not changed is out of its band in about one of 200 registrations.
    /// </summary>
    public const double StandardErrors = 6;

    // A number that hardly scatters over pairs still moves with every rounding of the weights: a band is never narrower to either side
    // than what drift takes for the same finding, nor than the least.
    private const double LeastShare = Margin.Share, Least = 1e-6;

    /// <summary>Writes the expectations file of a subject; the same measurements give the same bytes.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="discovery">Every claim tried on the discovery pairs, against nothing registered.</param>
    /// <param name="heldOutPairs">How many pairs the expectations will be judged on.</param>
    /// <exception cref="BadInputException">A claim failed, or the place cannot be written to.</exception>
    public static void Write(string path, VerificationResult discovery, int heldOutPairs)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        var claims = discovery.Verdicts.Select(verdict => Expected(verdict, discovery, heldOutPairs)).ToArray();
        JsonReport.Write(path,
            new ExpectationsDocument(ExpectationsDocument.CurrentSchema, discovery.Subject.Name, false, Derivation(discovery), claims));
    }

    private static ExpectedFormDocument Expected(ClaimVerdict verdict, VerificationResult discovery, int heldOutPairs)
    {
        var (claim, form, seed) = (verdict.Claim.Id, verdict.Form.Form, discovery.Seed);
        if (verdict.Verdict is Verdict.NotRun or Verdict.NotApplicable)
            return new ExpectedFormDocument(claim, form, verdict.Verdict, verdict.Judgement.Reason, []);
        if (verdict.Verdict == Verdict.Error)
            throw new BadInputException($"{claim} ({form}) failed on the discovery pairs: {verdict.Judgement.Reason}",
                remedy: "Nothing was registered: an error is never expected.", page: "expectations");
        var checks =
            verdict.Judgement.Checks.Select(result =>
                result.Check.Band.Source == BandSource.Published ? result.Check with { Band = Band(result.Check, heldOutPairs) }
                : result.Check).ToArray();
        var judgement = Judgement.Of(form, checks, seed);
        var errors = BlockJackknife.Errors(verdict.Form, new Samples([.. discovery.Pairs.Select(pair => pair.Numbers)]));
        return new ExpectedFormDocument(claim, form, judgement.Verdict, judgement.Verdict == Verdict.Holds ? null
            : $"on the discovery pairs, {judgement.Reason}",
            [.. checks.Where(check => check.Band.Source == BandSource.Registered)
                .Select(check => new ExpectedBandDocument(check.Name, check.Unit, check.Band.Low, check.Band.High))])
        {
            Or = PossibleVerdicts.Of(form, checks, seed, errors).Where(other => other != judgement.Verdict).Order()
                .ToArray() is { Length: > 0 } others ? others : null,
            Margins =
                [.. checks.Select(check => new MarginDocument(check.Name, check.Unit, Rounded(Margin.ByRule(check, heldOutPairs).Value)))],
        };
    }

    /// <summary>Where a number is expected on held-out pairs, by what the discovery pairs gave.</summary>
    /// <param name="check">The discovery pairs' values.</param>
    /// <param name="heldOutPairs">Fewer pairs scatter more.</param>
    public static Band Band(Check check, int heldOutPairs)
    {
        ArgumentNullException.ThrowIfNull(check);
        var mean = check.Values.Sum() / (check.Per?.Sum() ?? check.Values.Count);
        var error = StandardError.Of(check.Values, check.Per) * Math.Sqrt(Math.Max(1, (double)check.Values.Count / heldOutPairs));
        var half = Math.Max(StandardErrors * error, Math.Max(LeastShare * Math.Abs(mean), Least));
        return new Band(Rounded(mean - half), Rounded(mean + half), BandSource.Registered);
    }

    // The last digits differ between machines, and mean nothing.
    private static double Rounded(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static DerivationDocument Derivation(VerificationResult discovery) => new(
        typeof(Registration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
        discovery.Seed, discovery.Device, discovery.Dtype,
            new SortedDictionary<string, string>(discovery.Subject.ModelHashes.ToDictionary(), StringComparer.Ordinal),
        [.. discovery.Pairs.Select(pair =>
            new DiscoveryPairDocument(pair.Name, pair.CleanSha256, pair.CorruptSha256) { OtherSceneSha256 = pair.OtherSceneSha256 })])
    { Frames = discovery.Subject.Frames };
}
