using Claims.Alley;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Video;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Where CLS moves from a gutter ball to a strike, by scenes that no pair is of.</summary>
internal static class OutcomeDirection
{
    private const int First = 5000, Scenes = 16;

    /// <summary>Of length 1: [D].</summary>
    public static Tensor Of(Vivit vivit)
    {
        var last = Site.ResidPost(vivit.Layers - 1);
        var options = ClipOptions.For(vivit.Config.Clip, AlleyWorld.Preprocessor) with { Readers = [AlleyReader.Reader] };
        Tensor Cls(string clip)
        {
            using var opened = Clip.Open(clip, options);
            using var trace = vivit.Run(opened.PixelValues, Sites.Of(last));
            return trace[last].select(0, 0).select(0, 0).clone();
        }
        var sum = Enumerable.Range(First, Scenes).Select(seed => Cls($"alley:{seed}:strike") - Cls($"alley:{seed}:gutter"))
            .Aggregate((a, b) => a + b);
        return sum / sum.norm();
    }
}
