using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Places;
using Claims.Common;

namespace Claims.Cli.Choices;

/// <summary>What a user may call a checkpoint: its folder, or OWNER/NAME[@REVISION] for one that the Hugging Face cache holds.</summary>
internal static class Models
{
    public const string Described = "a checkpoint folder (config.json and weights), or OWNER/NAME[@REVISION] from the Hugging Face cache";

    /// <summary>The checkpoint's folder. A folder of that name comes first; what is neither is left for the reader to refuse.</summary>
    /// <exception cref="MissingException">It is a name, and the cache does not hold it.</exception>
    public static string Folder(string text)
    {
        var parts = text.Split('@', 2);
        if (Directory.Exists(text) || !HubRepository.IsName(parts[0]) || Directory.Exists(text.Split('/')[0]))
            return text;
        var cache = new HubCache();
        return cache.Find(HubRepository.Model(parts[0]), parts.Length == 2 ? parts[1] : null)
            ?? throw new MissingException($"{text} is neither a folder nor in the Hugging Face cache ({cache.Folder}).",
                $"`./claims fetch {parts[0]}` fetches it.", "hub");
    }
}
