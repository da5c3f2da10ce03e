using System.Globalization;
using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Verdicts;

namespace Claims.Benchmarks;

/// <summary>What was found of an update.</summary>
/// <param name="Harmful">Whether it changes what the model computes by more than rounding.</param>
/// <param name="Seed">Which one it is.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Strength">How much of it.</param>
/// <param name="Certain">Whether a claim's verdict must change.</param>
/// <param name="Decision">What drift says of it.</param>
/// <param name="Sides">Forms of claims that went from Holds to Refuted or back.</param>
/// <param name="Drifted">Forms of claims that drifted.</param>
/// <param name="Named">The component that changed most.</param>
/// <param name="Change">By how much, relative to its norm.</param>
/// <param name="Right">Whether that is one that the update acts on; null where it acts on many.</param>
internal sealed record RunLine(bool Harmful, uint Seed, string Kind, double Strength, bool Certain, Decision Decision, int Sides,
    string Drifted, string Named, double Change, bool? Right)
{
    public bool Alarm => Decision is Decision.Drifted or Decision.NotComparable;

    public string Text =>
        string.Join(',', Harmful, Seed, Kind.Replace(',', ';'), Strength.ToString(CultureInfo.InvariantCulture), Certain, Decision, Sides,
            Drifted, Named, Change.ToString("G4", CultureInfo.InvariantCulture), Right);

    public static RunLine Of(uint seed, Update made, DriftResult result)
    {
        var sides =
            result.Claims.Count(claim =>
                IsDecided(claim.Before.Verdict) && IsDecided(claim.After.Verdict) && claim.Before.Verdict != claim.After.Verdict);
        var drifted = result.Claims.Where(claim => claim.Decision == Decision.Drifted)
            .Select(claim => $"{claim.Before.Claim.Id}/{claim.Before.Form.Form}");
        var most = result.Weights.Components[0];
        return new RunLine(made.Harmful, seed, made.Kind, made.Strength, made.Certain, result.Decision, sides, string.Join(' ', drifted),
            most.Name, most.Change, made.Components?.Contains(most.Name));
    }

    public static RunLine Parse(string line)
    {
        var fields = line.Split(',');
        return new RunLine(bool.Parse(fields[0]), uint.Parse(fields[1]), fields[2], double.Parse(fields[3], CultureInfo.InvariantCulture),
            bool.Parse(fields[4]), Enum.Parse<Decision>(fields[5]),
            int.Parse(fields[6], CultureInfo.InvariantCulture), fields[7], fields[8], double.Parse(fields[9], CultureInfo.InvariantCulture),
                fields[10].Length == 0 ? null : bool.Parse(fields[10]));
    }

    private static bool IsDecided(Verdict verdict) => verdict is Verdict.Holds or Verdict.Refuted;
}
