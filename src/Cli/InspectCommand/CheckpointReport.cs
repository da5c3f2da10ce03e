using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Model.Architectures.Vivit;

namespace Claims.Cli.InspectCommand;

/// <summary>What `claims inspect` says of a folder, for the console and for JSON.</summary>
internal sealed record CheckpointReport(string Folder, string Weights, string? Preprocessor, VivitConfig Config, long Parameters, long Bytes, IReadOnlyList<CheckpointReport.Row> Tensors)
{
    public static CheckpointReport Of(CheckpointFolder folder, VivitConfig config) => new(
        folder.Folder, folder.WeightsDescription, folder.PreprocessorPath, config,
        folder.Tensors.Values.Sum(t => t.Elements), folder.Tensors.Values.Sum(t => t.Bytes),
        [.. folder.Tensors.Values.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new Row(t.Name, t.Dtype.Name(), t.Shape, t.Elements))]);

    public IEnumerable<(string Label, string Value)> Summary()
    {
        var (size, grid) = (Config.TubeletSize, Config.Grid);
        yield return ("folder", Quoting.Quote(Folder));
        yield return ("weights", $"{Weights}, {string.Join(", ", Tensors.GroupBy(t => t.Dtype).Select(g => $"{g.Count()} x {g.Key}"))}");
        yield return ("preprocessor", Preprocessor is null ? "none" : Path.GetFileName(Preprocessor));
        yield return ("parameters", $"{Grouped(Parameters)} in {Tensors.Count} tensors, {Grouped(Bytes)} bytes");
        yield return ("model", $"{Config.Layers} layers x {Config.Heads} heads of {Config.HeadSize}, hidden {Config.HiddenSize}, MLP {Config.MlpSize}");
        yield return ("options", $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(Config.Activation.ToString())}, layer-norm eps {Config.LayerNormEps.ToString(CultureInfo.InvariantCulture)}, {(Config.QkvBias ? "with" : "without")} QKV bias");
        yield return ("clip", $"{Config.Frames} frames, {Config.ImageSize} x {Config.ImageSize} pixels, {Config.Channels} channels");
        yield return ("tokens", $"{Config.Tokens} = CLS + {grid.Time} x {grid.Height} x {grid.Width} tubelets of {size.Time} x {size.Height} x {size.Width}");
        yield return ("classes", $"{Config.Labels.Count}: {string.Join(", ", Config.Labels.Take(3).Select(Quoting.Quote))}{(Config.Labels.Count > 3 ? ", ..." : "")}");
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One tensor.</summary>
    internal sealed record Row(string Name, string Dtype, IReadOnlyList<long> Shape, long Elements)
    {
        /// <summary>The name as it may be printed: control characters escaped.</summary>
        [JsonIgnore]
        public string PrintedName => Quoting.Quote(Name)[1..^1];
    }
}
