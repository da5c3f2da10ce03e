namespace Claims.Tests.Checkpoints.Dialects;

/// <summary>Folders put together from fixtures/checkpoints.</summary>
internal static class Kept
{
    public static string Root { get; } = Path.Combine(Repository.Fixtures, "checkpoints");

    public static string Reference { get; } = Path.Combine(Root, "reference.safetensors");

    /// <summary>The plain checkpoint's tensors.</summary>
    public static Dictionary<string, GoldenTensor> Tensors { get; } = Golden.Load(Path.Combine(Root, "model.safetensors"));

    /// <summary>The same tensors under other names.</summary>
    public static Dictionary<string, GoldenTensor> Renamed(Func<string, string> name) =>
        Tensors.ToDictionary(t => name(t.Key), t => t.Value);

    /// <summary>Puts a kept file into a folder, under the name that it goes by there.</summary>
    public static void Put(this TemporaryFolder folder, string file, string? name = null) =>
        File.Copy(Path.Combine(Root, file), folder.File(name ?? file), overwrite: true);

    /// <summary>A folder with the plain config.json and processor.</summary>
    public static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Put("config.json");
        folder.Put("preprocessor_config.json");
        return folder;
    }
}
