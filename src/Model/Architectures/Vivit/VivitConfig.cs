using System.Globalization;
using System.Text.Json.Serialization;
using Claims.Checkpoints;
using Claims.Video.Frames;

namespace Claims.Model.Architectures.Vivit;

/// <summary>The shape of a ViViT and what it computes, from config.json; what the file leaves out has the original's defaults.</summary>
public sealed record VivitConfig : IModelConfig
{
    internal const string ModelType = "vivit";

    /// <summary>Width of the residual stream ("hidden_size").</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Number of blocks ("num_hidden_layers").</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads per block ("num_attention_heads").</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Width of the MLP's hidden layer ("intermediate_size").</summary>
    public int MlpSize { get; init; } = 3072;

    /// <summary>The MLP's nonlinearity ("hidden_act").</summary>
    public Activation Activation { get; init; } = Activation.GeluFast;

    /// <summary>What layer norms add to the variance ("layer_norm_eps").</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>Whether queries, keys and values have a bias ("qkv_bias").</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Height and width of a frame in pixels ("image_size").</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Frames of a clip ("num_frames").</summary>
    public int Frames { get; init; } = 32;

    /// <summary>Frames, pixel rows and pixel columns of one token ("tubelet_size").</summary>
    public (int Time, int Height, int Width) TubeletSize { get; init; } = (2, 16, 16);

    /// <summary>Colour channels ("num_channels").</summary>
    public int Channels { get; init; } = 3;

    /// <summary>The classes' names, by index ("id2label").</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Width of one head.</summary>
    public int HeadSize => HiddenSize / Heads;

    /// <summary>
    /// Patch tokens along time, height and width; what does not fill a tubelet at an end is not seen, as in the original.
    /// </summary>
    public (int Time, int Height, int Width) Grid =>
        (Frames / TubeletSize.Time, ImageSize / TubeletSize.Height, ImageSize / TubeletSize.Width);

    /// <summary>What it takes.</summary>
    [JsonIgnore]
    public ClipFormat Clip => new() { Frames = Frames, Channels = Channels, ImageSize = ImageSize, Tubelet = TubeletSize };

    /// <summary>What others see of it.</summary>
    [JsonIgnore]
    public ModelShape Shape => new()
    {
        Architecture = ModelType,
        Layers = Layers,
        Heads = Heads,
        Width = HiddenSize,
        MlpWidth = MlpSize,
        Clip = Clip,
        Tokens = TokenLayout.ClassFirst(Grid),
        Labels = Labels,
    };

    /// <summary>Activation, epsilon, biases.</summary>
    [JsonIgnore]
    public string Options =>
        $"{VivitConfigReader.Activations.Single(pair => pair.Value == Activation).Key}, layer-norm eps "
            + $"{LayerNormEps.ToString(CultureInfo.InvariantCulture)}, {(QkvBias ? "with" : "without")} QKV bias";

    /// <summary>Tokens without CLS.</summary>
    public int PatchTokens => Grid.Time * Grid.Height * Grid.Width;

    /// <summary>Tokens with CLS, which is token 0.</summary>
    public int Tokens => PatchTokens + 1;

    /// <exception cref="ArgumentException">No model has these sizes.</exception>
    internal void MustBeWhole()
    {
        var (time, height, width) = TubeletSize;
        if (new[] { HiddenSize, Layers, Heads, MlpSize, ImageSize, Frames, time, height, width, Channels, Labels.Count }.Min() < 1)
            throw new ArgumentException($"Every size is at least 1; this is of {Sizes}.");
        if (HiddenSize % Heads != 0)
            throw new ArgumentException($"The width is a multiple of the number of heads; this is of {Sizes}.");
        if (time > Frames || height > ImageSize || width > ImageSize)
            throw new ArgumentException($"A tubelet is no larger than a clip; this is of {Sizes}.");
    }

    private string Sizes => $"width {HiddenSize}, {Layers} layers, {Heads} heads, MLP width {MlpSize}, "
        + $"{Frames} frames of {Channels} x {ImageSize} x {ImageSize}, tubelets of {TubeletSize}, {Labels.Count} classes";

    /// <summary>Reads and checks a config.json.</summary>
    /// <exception cref="ConfigException">A field is wrong, contradicts another, or is not understood.</exception>
    /// <exception cref="CheckpointException">The file cannot be opened.</exception>
    public static VivitConfig Read(string path) => VivitConfigReader.Read(path);
}
