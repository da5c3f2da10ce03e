using System.Text.Json;
using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Common;

namespace Claims.Video.Preprocessing;

public sealed partial record Preprocessor
{
    private const int LongestFile = 1 << 20;

    // Where a processor_config.json keeps what other releases write to files of their own.
    private static readonly string[] Nested = ["image_processor", "video_processor"];

    /// <summary>
    /// Reads the settings of a ViViT checkpoint's processor: <c>preprocessor_config.json</c>, <c>video_preprocessor_config.json</c>, or
    /// <c>processor_config.json</c> with them nested, as releases of the original library name them. What is not stated has the library's
    /// default.
    /// </summary>
    /// <param name="path">The file, or the folder it lies in.</param>
    /// <exception cref="BadInputException">There is none, it cannot be read, it has a setting that is not known here, or two of them do not
    /// say the same.</exception>
    public static Preprocessor Read(string path)
    {
        if (!Directory.Exists(path))
            return In(path) is [var one, ..] ? one.Settings : throw Without(path);
        var stated = CheckpointFolder.PreprocessorFiles.Select(name => Path.Combine(path, name)).Where(File.Exists).SelectMany(In)
            .ToArray();
        if (stated.Length == 0)
            throw Without(path);
        if (Array.Find(stated, other => other.Settings != stated[0].Settings) is { Where: { } where })
            throw new BadInputException($"{stated[0].Where} and {where} state different processing.", path,
                "Take away the one that was not used in training: a guess would change every pixel.", "video");
        return stated[0].Settings;
    }

    // What a file states: nothing, where it is a processor_config.json that names its class alone.
    private static (Preprocessor Settings, string Where)[] In(string path)
    {
        try
        {
            return JsonFile.Read(path, LongestFile, root =>
            {
                var name = Path.GetFileName(path);
                var nested = Nested
                    .Where(key => root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object).ToArray();
                return nested.Length > 0
                    ? [.. nested.Select(key => (new PreprocessorSettings(path, root.GetProperty(key)).ToPreprocessor(), $"{name} ({key})"))]
                    : name == "processor_config.json" ? [] : new[] { (new PreprocessorSettings(path, root).ToPreprocessor(), name) };
            }, (what, inner) => new CheckpointException(what, path, "Fetch the file again, or mend it.", "video", inner));
        }
        catch (CheckpointException e) when (e.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("there is no such file.", path, Copy, "checkpoint", e);
        }
    }

    private static BadInputException Without(string path) => new(
        $"states no image processing; looked for {string.Join(", ", CheckpointFolder.PreprocessorFiles)}.", path, Copy, "checkpoint");

    private const string Copy = "Copy preprocessor_config.json from the model that this one was trained from: a trainer saves it "
        + "only where it was given the image processor.";
}
