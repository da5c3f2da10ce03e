using System.Text.Json;
using Claims.Benchmarks;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

// What the protocol takes at least: the layers that replays compute, at the rate of this machine's matrix products of the same shapes.
// Usage: Floor FOLDER [FIRST LAST], as FullForward; only config.json is read.
var config = VivitConfig.Read(Path.Combine(args[0], "config.json"));
var (first, last) = args.Length > 2 ? (int.Parse(args[1]), int.Parse(args[2])) : (4, 10);
Machine.SetThreads();

using var scope = NewDisposeScope();
using var inference = no_grad();
var layer = new Layer(config);
var (projections, mlp, fused) = (layer.Projections(), layer.Mlp(), layer.FusedAttention());
long[] queriesAtATime = [64, 128, 256, 512, config.Tokens];
var scores = queriesAtATime.Distinct().Select(layer.Scores).ToArray();
var weighted = queriesAtATime.Distinct().Select(layer.Weighted).ToArray();
var maps = scores[^1] + weighted[^1];
var attention = scores.MinBy(timed => timed.Seconds)! + weighted.MinBy(timed => timed.Seconds)!;
var (whole, least) = (projections + mlp + maps, projections + mlp + attention);

// Two runs; behind each patch all layers, and behind an attention patch its own layer's MLP.
var withAttention = 2 * config.Layers + Enumerable.Range(first, last - first + 1).Sum(patched => 2 * (config.Layers - 1 - patched));
var layers = withAttention + (last - first + 1) * mlp.Gflop / least.Gflop;

Console.WriteLine(JsonSerializer.Serialize(new
{
    torch = __version__,
    threads = get_num_threads(),
    layers,
    layers_with_attention = withAttention,
    products = new SortedDictionary<string, Timed>(StringComparer.Ordinal)
    {
        ["attention, whole maps"] = maps,
        ["attention, some queries at a time"] = attention,
        ["mlp"] = mlp,
        ["queries, keys, values, output"] = projections,
    },
    fused_attention = fused,
    beside_products = new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["additions"] = layer.Additions().Seconds,
        ["gelu"] = layer.Gelu().Seconds,
        ["layer norms"] = layer.Norms().Seconds,
    },
    layer = least,
    layer_whole_maps = whole,
}, new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }));
