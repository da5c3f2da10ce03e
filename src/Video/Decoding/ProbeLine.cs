using System.Globalization;

namespace Claims.Video.Decoding;

/// <summary>A line of ffprobe's compact form: <c>stream|index=0|codec_name=h264|…</c>.</summary>
/// <param name="Section">"packet", "stream", "format", "program_version".</param>
/// <param name="Fields">The rest by name; where a name comes twice, the first counts.</param>
internal sealed record ProbeLine(string Section, IReadOnlyDictionary<string, string> Fields)
{
    public static ProbeLine Parse(string line)
    {
        var parts = line.Split('|');
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                fields.TryAdd(part[..at], part[(at + 1)..]);
        }
        return new(parts[0], fields);
    }

    /// <summary>What a field says; null where it is not there.</summary>
    public string? Text(string name) => Fields.GetValueOrDefault(name);

    /// <summary>A field's whole number; null where it is none.</summary>
    public int? Whole(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A field's number; null where it is none.</summary>
    public double? Real(string name) => Number(Text(name));

    /// <summary>A field such as "30000/1001"; null where it is none.</summary>
    public double? Ratio(string name) =>
        Text(name)?.Split('/') is [var above, var below] && Number(above) is { } a && Number(below) is { } b && b > 0 && a > 0
            ? a / b : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
