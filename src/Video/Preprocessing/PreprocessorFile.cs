using System.Text.Json;
using Claims.Common;

namespace Claims.Video.Preprocessing;

public sealed partial record Preprocessor
{
    private const long Longest = 1 << 20;

    /// <summary>Reads a <c>preprocessor_config.json</c> of a ViViT checkpoint. What it does not state has the library's default.</summary>
    /// <param name="path">The file, or the folder it lies in.</param>
    /// <exception cref="BadInputException">It cannot be read, or has a setting that is not known here.</exception>
    public static Preprocessor Read(string path)
    {
        if (Directory.Exists(path))
            path = Path.Combine(path, "preprocessor_config.json");
        try
        {
            using var json = JsonDocument.Parse(RegularFile.Bytes(path, Longest));
            return new PreprocessorSettings(path, json.RootElement).ToPreprocessor();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("there is no such file.", path,
                "A checkpoint's folder holds a preprocessor_config.json beside its config.json.", "video", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BadInputException($"cannot be read as JSON: {e.Message}", path, page: "video", inner: e);
        }
    }
}
