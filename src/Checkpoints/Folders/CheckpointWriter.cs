using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using static TorchSharp.torch;

namespace Claims.Checkpoints.Folders;

/// <summary>Writes Hugging Face folders: the same model gives the same bytes.</summary>
public static class CheckpointWriter
{
    /// <summary>
    /// Writes config.json, preprocessor_config.json and model.safetensors, replacing those that are there. Other files stay.
    /// </summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="config">What config.json is to say.</param>
    /// <param name="tensors">The weights by name, of any device; written in their own type.</param>
    /// <param name="preprocessor">What preprocessor_config.json is to say.</param>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static void Write(string folder, JsonObject config, IEnumerable<(string Name, Tensor Tensor)> tensors, JsonObject preprocessor)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(preprocessor);
        NewFile.Folder(folder);
        using (NewDisposeScope())
        using (no_grad())
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors, Metadata);
        WriteJson(Path.Combine(folder, "config.json"), config);
        WriteJson(Path.Combine(folder, "preprocessor_config.json"), preprocessor);
    }

    /// <summary>Writes a folder that appears whole or not at all.</summary>
    /// <param name="folder">The folder, which must not be there; where it appears meanwhile, it is left as it is.</param>
    /// <param name="write">Fills the folder that it is given.</param>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static void WriteWhole(string folder, Action<string> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            Directory.Move(temporary, full);
        }
        catch (IOException) when (Directory.Exists(full))
        {
            // Another process was first.
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw NewFile.Failed(full, e);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static void WriteJson(string path, JsonObject json) =>
        NewFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json.ToJsonString(Indented) + "\n")));

    // transformers reads no safetensors file that does not say which library's layout it has.
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };
}
