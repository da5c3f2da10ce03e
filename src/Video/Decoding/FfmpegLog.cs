using System.Text.RegularExpressions;

namespace Claims.Video.Decoding;

/// <summary>What ffmpeg says on its error stream, with <c>-v level+warning</c>.</summary>
internal static partial class FfmpegLog
{
    /// <summary>The arguments that make the programs say what this class reads.</summary>
    public static readonly string[] Level = ["-hide_banner", "-v", "level+warning"];

    private const int LongestGist = 240;

    /// <summary>What went wrong first, in a line; null where nothing did. Warnings are no errors.</summary>
    public static string? Gist(string errors)
    {
        var said = Errors().Matches(errors)
            .Select(match => Address().Replace(match.Groups[2].Value, "$1").Trim().TrimEnd('.'))
            .Distinct()
            .Take(3)
            .ToArray();
        if (said.Length == 0)
            return null;
        var gist = string.Join("; ", said);
        return gist.Length <= LongestGist ? gist : gist[..LongestGist] + "…";
    }

    /// <summary>Why a program did not succeed, in a line; null where it did: it ended with code 0 and named no error.</summary>
    public static string? Failure(int code, string errors)
    {
        if (Gist(errors) is { } gist)
            return gist;
        if (code == 0)
            return null;
        var warning = errors.Split('\n').LastOrDefault(line => line.Length > 0)?.Trim();
        return warning is null ? "the decoder gave up without a reason" : Prefix().Replace(warning, "");
    }

    [GeneratedRegex(@"^(?:\[[^\]]* @ [^\]]*\] )*\[(error|fatal|panic)\] (.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Errors();

    [GeneratedRegex(@"^(?:\[[^\]]*\] )*", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"(?:file:|pipe:)\S*: (.*)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
