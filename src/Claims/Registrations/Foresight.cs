using Claims.Pairs;
using Claims.Verdicts;

namespace Claims.Registrations;

/// <summary>What is expected of one form on so many held-out pairs.</summary>
/// <param name="Expected">One verdict, all but one, or nothing.</param>
/// <param name="Pairs">How many held-out pairs it is judged on.</param>
/// <param name="Probabilities">Of each verdict, on so many pairs.</param>
/// <param name="PairsToDecide">Where no verdict but Inconclusive is foreseen: the fewest pairs that would decide it, were the discovery
/// pairs' number the true one; null: it is decided, or more than anyone measures.</param>
/// <param name="Numbers">Each check, its number on so many pairs, and the number's standard deviation.</param>
internal sealed record Foresight(Expectation Expected, int Pairs, IReadOnlyDictionary<Verdict, double> Probabilities, int? PairsToDecide,
    IReadOnlyList<(Check Check, double Number, double Deviation)> Numbers)
{
    /// <summary>From this probability on a verdict is expected, and the rest excluded.</summary>
    public const double Sure = 0.98;

    /// <summary>How sure the number of pairs is to make it, where there are so many: the discovery pairs are themselves a draw.</summary>
    public const double Surer = 0.995;

    /// <summary>Forms that no number of pairs decides are judged on so many.</summary>
    public const int Usual = 16;

    private const int MostToDecide = 100_000;

    /// <summary>Numbers of pairs to choose from.</summary>
    public static IReadOnlyList<int> Ladder { get; } = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

    /// <summary>Whether it names Holds or Refuted.</summary>
    public bool IsDecided => Expected is Expectation.Holds or Expectation.Refuted;

    /// <summary>What is expected on so many pairs.</summary>
    /// <param name="form">The form.</param>
    /// <param name="discovery">What the discovery pairs gave.</param>
    /// <param name="pairs">How many held-out pairs.</param>
    /// <param name="seed">Of the draws.</param>
    public static Foresight At(ClaimForm form, Samples discovery, int pairs, uint seed) =>
        At(new FreshDraws(form, discovery, pairs, seed), pairs);

    /// <summary>
    /// What is expected on the fewest pairs that decide the form; null where none of so many do. Draws of the usual number of pairs, spread
    /// as those of another number would be, say which to try; draws of that number itself confirm it.
    /// </summary>
    /// <param name="form">The form.</param>
    /// <param name="discovery">What the discovery pairs gave.</param>
    /// <param name="most">How many held-out pairs there can be.</param>
    /// <param name="seed">Of the draws.</param>
    public static Foresight? Decided(ClaimForm form, Samples discovery, int most, uint seed)
    {
        if (most < Judgement.FewestPairs)
            return null;
        int[] ladder = [.. Ladder.Where(pairs => pairs < most), most];
        var usual = new FreshDraws(form, discovery, Math.Min(Usual, most), seed);
        var sure = ladder.Select(pairs => Deciding(usual.Frequencies(pairs, papersOwn: false))).ToArray();
        var first = Array.FindIndex(sure, probability => probability >= Surer);
        first = first >= 0 ? first : Array.FindIndex(sure, probability => probability >= Sure);
        foreach (var pairs in first < 0 ? [] : ladder[first..])
        {
            if (At(form, discovery, pairs, seed) is { IsDecided: true } decided)
                return decided;
        }
        return null;
    }

    private static Foresight At(FreshDraws draws, int pairs)
    {
        var probabilities = pairs < Judgement.FewestPairs ? new Dictionary<Verdict, double> { [Verdict.Inconclusive] = 1 }
            : draws.Frequencies(pairs, papersOwn: false);
        var expected = ExpectedOf(probabilities);
        var decided = expected is Expectation.Holds or Expectation.Refuted;
        return new Foresight(expected, pairs, probabilities, decided ? null : FewestToDecide(draws, pairs), [.. draws.Numbers(pairs)]);
    }

    private static Expectation ExpectedOf(IReadOnlyDictionary<Verdict, double> probabilities)
    {
        double Of(Verdict verdict) => probabilities.GetValueOrDefault(verdict);
        foreach (var verdict in new[] { Verdict.Holds, Verdict.Refuted, Verdict.Inconclusive })
        {
            if (Of(verdict) >= Sure)
                return ExpectationRules.Of(verdict);
        }
        return Of(Verdict.Error) > 0 ? Expectation.Open
            : 1 - Of(Verdict.Refuted) >= Sure ? Expectation.NotRefuted
            : 1 - Of(Verdict.Holds) >= Sure ? Expectation.NotHeld
            : Expectation.Open;
    }

    private static double Deciding(IReadOnlyDictionary<Verdict, double> probabilities) =>
        Math.Max(probabilities.GetValueOrDefault(Verdict.Holds), probabilities.GetValueOrDefault(Verdict.Refuted));

    private static int? FewestToDecide(FreshDraws draws, int from)
    {
        for (double pairs = Math.Max(from, Judgement.FewestPairs); pairs <= MostToDecide; pairs *= 1.25)
        {
            var rounded = (int)Math.Ceiling(pairs / Judgement.FewestPairs) * Judgement.FewestPairs;
            if (Deciding(draws.Frequencies(rounded, papersOwn: false, discoveryIsAll: true)) >= Sure)
                return rounded;
        }
        return null;
    }
}
