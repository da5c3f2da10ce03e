using System.Globalization;
using System.Text.RegularExpressions;

namespace Claims.Subjects.Files;

/// <summary>A clip's name with a place for a seed: <c>alley:{seed}:strike</c>, <c>alley:{seed+100000}:gutter</c>.</summary>
internal sealed partial class SeedTemplate
{
    private readonly string _text;

    private SeedTemplate(string text) => _text = text;

    /// <summary>What is added to the seed, at each of its places.</summary>
    public IReadOnlyList<long> Offsets => [.. Place().Matches(_text).Select(Offset)];

    /// <summary>The name with this seed in its place.</summary>
    public string With(long seed) => Place().Replace(_text, match => (seed + Offset(match)).ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads it; null where there is no place for a seed, or a brace that belongs to none.</summary>
    public static SeedTemplate? Parse(string text) =>
        Place().IsMatch(text) && Place().Replace(text, "").AsSpan().IndexOfAny('{', '}') < 0 ? new SeedTemplate(text) : null;

    private static long Offset(Match match) =>
        match.Groups[1].Success ? long.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\{seed(?:\+([0-9]{1,9}))?\}")]
    private static partial Regex Place();
}
