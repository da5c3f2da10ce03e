namespace Claims.Tests.Planted;

/// <summary>The mechanisms that planted models are put together from.</summary>
internal static class PlantedCircuits
{
    // Heads by what they are for, so that circuits can be put together: 8 is the paper's.
    private const int Seeds = 0, Grows = 1, Gathers = 2, Coded = 3, Named = 8;

    private static readonly (Feature, double)[] SeesAction = [(Feature.Evidence, 1)];

    /// <summary>
    /// A signal in every token that attention and MLPs multiply: a layer's attention by 1 + a, its MLP by 1 + m. What one of them adds,
    /// all later ones multiply as they multiply the rest: patched alone it brings back a / (1 + a) or m / (1 + m) of the final
    /// difference, whatever the layer.
    /// </summary>
    /// <param name="from">What the signal is a mean of.</param>
    /// <param name="seed">How much of it is there at first.</param>
    /// <param name="seedLayer">Whose attention puts it there.</param>
    /// <param name="growth">a and m by layer.</param>
    /// <param name="mark">How large the outcome is in the pixels: the embedding makes 1 of it.</param>
    public static PlantedCircuit Growing(Feature from, double seed, int seedLayer, Func<int, (double ByAttention, double ByMlp)> growth,
        double mark = PlantedWorld.Faint) => new()
        {
            Sees = [(from, from == Feature.Scene ? 0.2 : 1 / mark)],
            Attention =
        [
            new PlantedHead(seedLayer, Seeds, from, Feature.Signal, seed),
            .. Enumerable.Range(4, 8).Where(layer => growth(layer).ByAttention > 0)
                .Select(layer => new PlantedHead(layer, Grows, Feature.Signal, Feature.Signal, growth(layer).ByAttention)),
        ],
            Mlps = [.. Enumerable.Range(4, 8).Where(layer => growth(layer).ByMlp > 0)
            .SelectMany(layer => PlantedNeuron.Linear(layer, Feature.Signal, Feature.Signal, growth(layer).ByMlp))],
        };

    /// <summary>Both, as the paper has it: MLPs 50 %, attention 45 %; the other way round in layer 10, 44 % and 50 %.</summary>
    public static (double, double) Both(int layer) => layer switch { < 10 => (0.45 / 0.55, 1), 10 => (1, 0.8), _ => (0, 0.3) };

    /// <summary>MLPs alone.</summary>
    public static (double, double) ByMlps(int layer) => (0, layer < 11 ? 1 : 0.3);

    /// <summary>Attention alone.</summary>
    public static (double, double) ByAttention(int layer) => (layer < 11 ? 1 : 0.3, 0);

    /// <summary>One MLP makes all of it.</summary>
    public static (double, double) ByOneMlp(int layer) => (0, layer == 7 ? 199 : 0);

    /// <summary>Nobody.</summary>
    public static (double, double) ByNobody(int layer) => (0, 0);

    /// <summary>MLPs double the outcome where it is, on patch tokens, and attention brings it to CLS, layer by layer.</summary>
    public static PlantedCircuit GatheredAndComposed { get; } = new()
    {
        Sees = [(Feature.Outcome, 0.05 / PlantedWorld.Faint)],
        Attention =
            [.. Enumerable.Range(4, 7)
                .Select(layer => new PlantedHead(layer, Gathers, Feature.Outcome, Feature.Signal, 20) { Into = Into.Cls })],
        Mlps = [.. Enumerable.Range(4, 6).SelectMany(layer => PlantedNeuron.Linear(layer, Feature.Outcome, Feature.Outcome, 1))],
    };

    /// <summary>Attention reads the action's evidence, in some layers, by some gains.</summary>
    public static PlantedCircuit ClassFrom(params (int Layer, double Gain)[] layers) => new()
    {
        Sees = SeesAction,
        Attention = [.. layers.Select(one => new PlantedHead(one.Layer, Coded, Feature.Evidence, Feature.Action, one.Gain))],
    };

    /// <summary>One layer adds the scene to the class, another takes it out again: harmless together, and only together.</summary>
    public static PlantedCircuit SceneInAndOut { get; } = new()
    {
        Sees = [(Feature.Scene, 1)],
        Attention =
            [new PlantedHead(1, Seeds, Feature.Scene, Feature.Action, 1.5), new PlantedHead(6, Seeds, Feature.Scene, Feature.Action, -1.5)],
    };

    /// <summary>
    /// The last layer's attention brings the scene into the class beside what else it brings: a token's part is half chance.
    /// </summary>
    public static PlantedCircuit SceneBeside { get; } = new()
    {
        Sees = [(Feature.Scene, 1)],
        Attention = [new PlantedHead(11, Gathers, Feature.Scene, Feature.Action, 0.05)],
    };

    /// <summary>Two updates that cancel and are so large that what was in the stream before is rounded away.</summary>
    public static PlantedCircuit RoundedAway { get; } = new() { Constants = [(3, Feature.Action, 1e5, -1e5)] };

    /// <summary>L9H8 on features, L10H8 on features.</summary>
    public static PlantedCircuit Heads(Feature[] focus, Feature[] track) => new()
    {
        Sees = [(Feature.Ball, 1), (Feature.Pins, 1)],
        Attention = [Looking(9, focus), Looking(10, track)],
        Mlps =
        [
            // 1 where there is a ball, early; 1 where there are pins, late.
            new PlantedNeuron(0, [(Feature.Ball, 1), (Feature.Late, -1)], -1.2, Feature.InTurn, 1.25),
            new PlantedNeuron(0, [(Feature.Pins, 1), (Feature.Late, 1)], -1.2, Feature.InTurn, 1.25),
        ],
    };

    private static PlantedHead Looking(int layer, Feature[] at) =>
        new(layer, Named, Feature.InTurn, Feature.InTurn, 0) { LooksAt = [.. at.Select(feature => (feature, 6.0))] };
}
