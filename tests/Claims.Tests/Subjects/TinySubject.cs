using System.Globalization;
using System.Security.Cryptography;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Subjects;
using Claims.Tests.Model;
using Claims.Verdicts;

namespace Claims.Tests.Subjects;

/// <summary>A small model, random clips, and claims whose numbers are the pair's place: known beforehand.</summary>
internal static class TinySubject
{
    public static Measure Place { get; } =
        new("place", runs => [new Numbers("place", "%", [], [double.Parse(runs.Name, CultureInfo.InvariantCulture)])]);

    public static Claim Middle { get; } = Claim.That("MIDDLE", "the middle lies between -5 and 30", at: "page 1")
        .Reproduced("mean of the places", by: [Place], expecting: samples =>
            [Check.Of("middle", "%", samples.At(Place, "place")).Published(-5, 30)])
        .Controlled("above a hundred", by: [Place], expecting: samples => [Check.Of("middle", "%", samples.At(Place, "place")).Above(100)]);

    public static Claim Failing { get; } = Claim.That("FAILING", "its measure fails", at: "page 2")
        .Reproduced("none", by: [new("failing", _ => throw new InvalidOperationException("no luck"))], expecting: _ => []);

    public static Subject Of(int pairs = 10, int firstSeed = 0, Expectations? expectations = null) => new()
    {
        Name = "tiny",
        Description = "A small model",
        Load = (_, _) => SmallVivit.Create(SmallVivit.Config(), 1),
        ModelHashes = new Dictionary<string, string> { ["weights"] = "aa" },
        Pairs = [.. Enumerable.Range(0, pairs).Select(pair => Pair(pair, firstSeed))],
        Expectations = expectations,
    };

    public static SubjectPair Pair(int pair, int firstSeed = 0) =>
        new(pair.ToString(CultureInfo.InvariantCulture), _ => Clip(firstSeed + 2 * pair), _ => Clip(firstSeed + 2 * pair + 1));

    // A hash of the name, not of the pixels: snapshots show it, and another libtorch may draw others.
    private static SubjectClip Clip(int seed) =>
        new($"random {seed}", Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(seed))),
            SmallVivit.Clip(SmallVivit.Config(), seed));
}
