namespace Claims.Tests.Planted;

/// <summary>Who may write what a head gathers.</summary>
internal enum Into
{
    /// <summary>Every token, CLS too.</summary>
    All = 1,

    /// <summary>CLS alone: patch tokens look at CLS, which holds nothing of what is read.</summary>
    Cls,
}

/// <summary>A head: attention even over all tokens, or on a feature, reading one feature and writing another.</summary>
/// <param name="Layer">Which layer.</param>
/// <param name="Number">Which head.</param>
/// <param name="Reads">The value.</param>
/// <param name="Writes">Where it goes.</param>
/// <param name="Gain">Written for each 1 that is read, on average over tokens.</param>
internal sealed record PlantedHead(int Layer, int Number, Feature Reads, Feature Writes, double Gain)
{
    /// <summary>Who gets it.</summary>
    public Into Into { get; init; } = Into.All;

    /// <summary>Features that draw attention, and by how much a 1 of them raises a score.</summary>
    public IReadOnlyList<(Feature Feature, double Score)> LooksAt { get; init; } = [];
}

/// <summary>A ReLU of an MLP: max(0, sum of weighted features + bias) times a gain.</summary>
/// <param name="Layer">Which layer.</param>
/// <param name="Reads">Features and weights.</param>
/// <param name="Bias">Added before the ReLU.</param>
/// <param name="Writes">Where it goes.</param>
/// <param name="Gain">Written for each 1 of the ReLU.</param>
internal sealed record PlantedNeuron(int Layer, IReadOnlyList<(Feature Feature, double Weight)> Reads, double Bias, Feature Writes,
    double Gain)
{
    /// <summary>Two neurons that together are linear: max(0, x) - max(0, -x) = x.</summary>
    public static IEnumerable<PlantedNeuron> Linear(int layer, Feature reads, Feature writes, double gain) =>
        [new(layer, [(reads, 1)], 0, writes, gain), new(layer, [(reads, -1)], 0, writes, -gain)];
}

/// <summary>A model's whole mechanism, in words of features. Twelve layers of twelve heads; what is not named here is 0.</summary>
internal sealed record PlantedCircuit
{
    public const int Layers = 12;
    public const int Heads = 12;

    /// <summary>Pixel features that the embedding lets in.</summary>
    public IReadOnlyList<(Feature Feature, double Gain)> Sees { get; init; } = [];

    public IReadOnlyList<PlantedHead> Attention { get; init; } = [];

    public IReadOnlyList<PlantedNeuron> Mlps { get; init; } = [];

    /// <summary>What attention and MLP of a layer add to a feature of every token, whatever they see.</summary>
    public IReadOnlyList<(int Layer, Feature Feature, double ByAttention, double ByMlp)> Constants { get; init; } = [];

    /// <summary>Two circuits in one model.</summary>
    public PlantedCircuit With(PlantedCircuit other) => new()
    {
        Sees = [.. Sees.Concat(other.Sees).GroupBy(one => one.Feature).Select(group => (group.Key, group.Max(one => one.Gain)))],
        Attention = [.. Attention, .. other.Attention],
        Mlps = [.. Mlps, .. other.Mlps],
        Constants = [.. Constants, .. other.Constants],
    };
}
