using System.Text.RegularExpressions;

namespace Claims.Video.Evidence;

/// <summary>A line of ffmpeg's error stream, with <c>-v level+…</c>.</summary>
/// <param name="Component">Which part of ffmpeg speaks, by its own name: "h264", "avi"; empty: the program itself.</param>
/// <param name="Level">"debug" to "panic"; empty where the line states none.</param>
/// <param name="Text">What it says, without a file's name before it.</param>
internal readonly partial record struct LogLine(string Component, string Level, string Text)
{
    /// <summary>Whether ffmpeg calls it an error.</summary>
    public bool IsError => Level is "error" or "fatal" or "panic";

    /// <summary>Takes a line apart.</summary>
    public static LogLine Parse(string line)
    {
        if (Form().Match(line) is not { Success: true } match)
            return new("", "", line);
        // The innermost part speaks; later releases of ffmpeg write "dec:h264".
        var speaker = match.Groups[1].Captures is { Count: > 0 } parts ? parts[^1].Value : "";
        return new(speaker[(speaker.IndexOf(':', StringComparison.Ordinal) + 1)..], match.Groups[2].Value,
            Address().Replace(match.Groups[3].Value, "$1").Trim().TrimEnd('.'));
    }

    [GeneratedRegex(@"^(?:\[([^\]]*?) @ [^\]]*\] )*\[([a-z]+)\] (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?:file:|pipe:)\S*: (.*)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
