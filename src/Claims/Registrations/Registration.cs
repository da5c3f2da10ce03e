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
    /// <summary>The fewest discovery pairs that anything is registered from.</summary>
    public const int FewestPairs = FreshDraws.FewestPairs;

    /// <summary>
    /// Of each measure on the discovery pairs (<see cref="VerificationOptions.MostForwards"/>): dear ones on a hundred pairs, cheap ones on
    /// all. What is foreseen of a form is as sure as its discovery pairs are many.
    /// </summary>
    public const double MostForwards = 2_400;

    /// <summary>
    /// Half an interval's width, in standard deviations of the number over draws of held-out pairs: of hundreds of numbers none leaves its
    /// interval by chance.
    /// </summary>
    public const double Deviations = 4.5;

    // A number that hardly scatters over pairs still moves with every rounding of the weights: an interval is never narrower to either
    // side than what drift takes for the same finding, nor than the least.
    private const double LeastShare = Margin.Share, Least = 1e-6;

    /// <summary>Writes the expectations file of a subject; the same measurements give the same bytes.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="discovery">Every claim tried on the discovery pairs, against nothing registered.</param>
    /// <param name="heldOutPairs">How many pairs there are to judge by.</param>
    /// <param name="told">Told of each form that is done.</param>
    /// <exception cref="BadInputException">A claim failed, or the place cannot be written to.</exception>
    public static void Write(string path, VerificationResult discovery, int heldOutPairs, IProgress<(int Done, int Of)>? told = null)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        if (discovery.Pairs.Count < FewestPairs)
            throw new BadInputException($"{discovery.Pairs.Count} discovery pairs foresee nothing; {FewestPairs} are the fewest.",
                remedy: "Give the subject more discovery pairs (docs/tasks/expectations.md).", page: "expectations");
        var samples = new Samples([.. discovery.Pairs.Select(pair => pair.Numbers)]);
        var tried = discovery.Verdicts.Where(verdict => verdict.Verdict is not (Verdict.NotRun or Verdict.NotApplicable)).ToArray();
        if (Array.Find(tried, verdict => verdict.Verdict == Verdict.Error) is { } failed)
            throw new BadInputException($"{failed.Claim.Id} ({failed.Form.Form}) failed on the discovery pairs: {failed.Judgement.Reason}",
                remedy: "Nothing was registered: an error is never expected.", page: "expectations");
        var foreseen = PairsPlan.Of(
            [.. tried.Select(verdict => (verdict.Form, samples.First(samples.PairsOf(verdict.Form.Measures)), heldOutPairs))],
            discovery.Seed, told);
        var forms = discovery.Verdicts.Select(verdict => Expected(verdict,
            Array.IndexOf(tried, verdict) is >= 0 and var i ? foreseen[i] : null));
        JsonReport.Write(path, new ExpectationsDocument(ExpectationsDocument.CurrentSchema, discovery.Subject.Name, PapersOwn: false,
            Derivation(discovery), [.. forms]));
    }

    private static ExpectedFormDocument Expected(ClaimVerdict verdict, Foresight? foreseen)
    {
        var (claim, form) = (verdict.Claim.Id, verdict.Form.Form);
        if (foreseen is null)
            return new ExpectedFormDocument(claim, form, ExpectationRules.Of(verdict.Verdict), verdict.Judgement.Reason);
        return new ExpectedFormDocument(claim, form, foreseen.Expected,
            foreseen.Expected == Expectation.Holds ? null : Reason(foreseen, verdict))
        {
            Pairs = foreseen.Pairs,
            PairsToDecide = foreseen.PairsToDecide,
            Probabilities = new SortedDictionary<Verdict, double>(foreseen.Probabilities.ToDictionary()),
            Numbers = [.. foreseen.Numbers.Select(one => Number(one.Check, one.Number, one.Deviation, foreseen.Pairs))],
        };
    }

    private static string Reason(Foresight foreseen, ClaimVerdict verdict) => foreseen.Expected switch
    {
        Expectation.Open => $"the discovery pairs do not foresee one verdict: {Shares(foreseen)}",
        Expectation.NotRefuted or Expectation.NotHeld => $"the discovery pairs foresee no more: {Shares(foreseen)}",
        _ => $"on the discovery pairs, {verdict.Judgement.Reason}",
    };

    private static string Shares(Foresight foreseen) => string.Join(", ", foreseen.Probabilities.OrderBy(one => one.Key)
        .Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Key.ToString().ToLowerInvariant()} in {100 * one.Value:0.#} %"))) + $" of draws of {foreseen.Pairs} pairs.";

    /// <summary>Where a number is registered to lie.</summary>
    /// <param name="number">What is expected of it.</param>
    /// <param name="deviation">Over draws of held-out pairs.</param>
    public static RegisteredInterval Interval(double number, double deviation)
    {
        var half = Math.Max(Deviations * deviation, Math.Max(LeastShare * Math.Abs(number), Least));
        return new RegisteredInterval(Rounded(number - half), Rounded(number + half));
    }

    private static RegisteredNumberDocument Number(Check check, double number, double deviation, int pairs)
    {
        var interval = Interval(number, deviation);
        return new RegisteredNumberDocument(check.Name, check.Unit, interval.Low, interval.High,
            Rounded(Margin.ByRule(check, pairs).Value));
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
