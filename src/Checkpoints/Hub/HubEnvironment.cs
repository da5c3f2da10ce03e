using System.Globalization;
using System.Text;
using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>Reads the environment as Python's huggingface_hub does: names, order, defaults.</summary>
internal sealed class HubEnvironment(Func<string, string?> variable)
{
    /// <summary>A variable's value; an empty one counts as none.</summary>
    public string? this[string name] => variable(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    public string CacheFolder => Path.GetFullPath(this["HF_HUB_CACHE"] is { } cache ? Expanded(cache)
        : this["HUGGINGFACE_HUB_CACHE"] is { } old ? Expanded(old)
        : Path.Combine(HomeFolder, "hub"));

    private const long LongestToken = 64 << 10;

    /// <summary>From HF_TOKEN, HUGGING_FACE_HUB_TOKEN, or the file that a login leaves.</summary>
    public HubToken? Token()
    {
        foreach (var name in new[] { "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN" })
        {
            if (this[name] is { } value)
                return new HubToken(value, name);
        }
        var file = this["HF_TOKEN_PATH"] is { } path ? Expanded(path) : Path.Combine(HomeFolder, "token");
        try
        {
            var text = Encoding.UTF8.GetString(RegularFile.Bytes(file, LongestToken)).Trim();
            return text.Length > 0 ? new HubToken(text, file) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be read ({e.Message}).", file, "Make it readable, or set HF_TOKEN.", page: "hub",
                inner: e);
        }
    }

    public bool Says(string name) => this[name]?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    public TimeSpan? Seconds(string name) => this[name] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86400
        ? TimeSpan.FromSeconds(seconds)
        : throw new BadInputException($"{name} is \"{text}\".", remedy: "Give a number of seconds, from 1 to 86399.", page: "hub");

    private string HomeFolder => this["HF_HOME"] is { } home ? Expanded(home)
        : Path.Combine(this["XDG_CACHE_HOME"] is { } xdg ? Expanded(xdg) : Path.Combine(UserFolder, ".cache"), "huggingface");

    private string UserFolder => this["HOME"] ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private string Expanded(string path)
    {
        var text = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? UserFolder + path[1..] : path;
        return System.Text.RegularExpressions.Regex.Replace(text, @"\$(?:\{(\w+)\}|(\w+))", match =>
            variable(match.Groups[1].Value + match.Groups[2].Value) ?? match.Value);
    }
}
