using System.Text;
using System.Text.Json;

namespace Claims.Checkpoints;

/// <summary>Reads a small JSON object from a file: bounded, and without duplicate names.</summary>
internal static class JsonFile
{
    private const int Deepest = 16;

    /// <param name="path">The file.</param>
    /// <param name="longest">The most bytes it may have.</param>
    /// <param name="read">What to make of the object; strings that are no text are caught here.</param>
    /// <param name="fault">Makes the caller's error from what is wrong.</param>
    public static T Read<T>(string path, int longest, Func<JsonElement, T> read, Func<string, Exception?, CheckpointException> fault)
    {
        using var file = FileBytes.Open(path);
        if (file.Length > longest)
            throw fault($"{file.Length} bytes are too many: at most {longest} are read.", null);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        try
        {
            // Some editors begin a text with a mark of its encoding.
            var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;
            using var document =
                JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement)
                : throw fault("the file is not a JSON object.", null);
        }
        catch (JsonException e)
        {
            throw fault($"the file is not JSON, or gives a name twice ({e.Message}).", e);
        }
        catch (InvalidOperationException e) // bytes or \u escapes that are no text
        {
            throw fault("the file holds a string that is no text.", e);
        }
    }
}
