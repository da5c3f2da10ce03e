using System.Globalization;
using System.Text.RegularExpressions;

namespace Claims.Tests.Snapshots;

/// <summary>Where in a snapshot something stands, in words: <c>Layers[2].Share, line 14</c>.</summary>
internal static partial class SnapshotPlace
{
    public static string Of(string snapshot, int at)
    {
        var lines = snapshot[..at].Split('\n');
        lines[^1] = snapshot.Split('\n')[lines.Length - 1];
        var path = Path(lines);
        return string.Create(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "" : $"{path}, ")}line {lines.Length}");
    }

    /// <summary>Climbs from the last line to the lines that enclose it, each indented less than the one before.</summary>
    private static string Path(string[] lines)
    {
        var path = "";
        for (var line = lines.Length - 1; line > 0 && Indent(lines[line]) > 0; line = Opener(lines, line))
        {
            var name = Name().Match(lines[line]);
            var part = name.Success ? name.Groups["name"].Value : $"[{Index(lines, line)}]";
            path = path.Length == 0 || path[0] == '[' ? part + path : $"{part}.{path}";
        }

        return path;
    }

    private static int Opener(string[] lines, int line)
    {
        var indent = Indent(lines[line]);
        while (line > 0 && Indent(lines[line]) >= indent)
        {
            line--;
        }

        return line;
    }

    // An item's index: how many lines of the same indent stand between it and the opening bracket, closing brackets aside.
    private static int Index(string[] lines, int line)
    {
        var opener = Opener(lines, line);
        return Enumerable.Range(opener + 1, line - opener - 1)
            .Count(i => Indent(lines[i]) == Indent(lines[line]) && lines[i].TrimStart() is not (['}' or ']', ..]));
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    [GeneratedRegex(@"^ *(?<name>[^:\[\]{}]+):(?: |$)")]
    private static partial Regex Name();
}
