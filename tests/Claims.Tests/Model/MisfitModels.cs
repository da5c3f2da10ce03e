using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static Claims.Tests.Model.Misfits;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>A small model, others that differ from it in one respect each, and what may be asked of them.</summary>
internal sealed class MisfitModels : IDisposable
{
    private readonly Vivit[] _others;

    public MisfitModels()
    {
        Vivit = SmallVivit.Create(Config, seed: 1);
        _others =
        [
            SmallVivit.Create(Config with { Layers = 2 }, seed: 2),
            SmallVivit.Create(Config with { Layers = 4 }, seed: 3),
            SmallVivit.Create(Config with { Heads = 2 }, seed: 4),
            SmallVivit.Create(Config with { HiddenSize = 15 }, seed: 5),
            SmallVivit.Create(Config with { Frames = 6 }, seed: 6),
            SmallVivit.Create(Config with { Labels = ["one", "two"] }, seed: 7),
            SmallVivit.Create(Config, seed: 1, dtype: ScalarType.Float64),
            SmallVivit.Create(Config, seed: 1, dtype: ScalarType.BFloat16),
        ];
    }

    /// <summary>3 layers, 3 heads of 4 numbers, 9 tokens, 4 classes.</summary>
    public static VivitConfig Config { get; } = SmallVivit.Config();

    public static long[] ClipShape { get; } = [1, Config.Frames, Config.Channels, Config.ImageSize, Config.ImageSize];

    public Vivit Vivit { get; }

    public void Dispose()
    {
        Vivit.Dispose();
        foreach (var other in _others)
            other.Dispose();
    }

    /// <summary>
    /// A run as a rule of the model, of one clip, with the stream; at times of another model, of several clips, or without. The clip where
    /// it is one and of the model.
    /// </summary>
    public (string What, Trace Trace, Tensor? Clip) Trace(Random random, Sites keep)
    {
        var of = random.Next(3) > 0 ? Vivit : Of(random, _others);
        var clips = random.Next(8) == 0 ? 2 : 1;
        keep = random.Next(6) == 0 ? Keep(random, of.Config) : keep;
        long[] shape = [clips, of.Config.Frames, of.Config.Channels, of.Config.ImageSize, of.Config.ImageSize];
        using var generator = new Generator((ulong)random.Next());
        var clip = rand(shape, generator: generator) * 2 - 1;
        var trace = of.Run(clip, keep);
        var what = $"a trace of {clips} clips in {Describe(of)} with {trace.Sites.Count} sites, rows {List(trace.PatternRows)}";
        return (what, trace, of == Vivit && clips == 1 ? clip : null);
    }

    /// <summary>Sites to keep; pattern rows may lie outside.</summary>
    public static Sites Keep(Random random, VivitConfig config)
    {
        var keep = Sites.None;
        for (var kinds = random.Next(4); kinds > 0; kinds--)
        {
            var first = random.Next(config.Layers);
            Sites[] all =
                [Sites.ResidPre, Sites.Z, Sites.AttnOut, Sites.ResidMid, Sites.MlpOut, Sites.ResidPost, Sites.Pattern, Rows(), Rows()];
            var kind = Of(random, all);
            keep |= kind.InLayers(first, first + random.Next(config.Layers));
        }
        return keep;

        Sites Rows() => Sites.PatternRows(Tokens(random, config) ?? [0]);
    }

    /// <summary>A site, perhaps of no layer or no kind.</summary>
    public static Site Site(Random random) => new(
        random.Next(8) > 0 ? random.Next(Config.Layers) : Of(random, -1, 3, 4, 1000, int.MinValue, int.MaxValue),
        random.Next(20) > 0 ? Of(random, Enum.GetValues<SiteKind>()) : Of(random, (SiteKind)0, (SiteKind)8, (SiteKind)(-1)));

    /// <summary>Tokens, some of them perhaps not there or there twice; null: all.</summary>
    public static int[]? Tokens(Random random, VivitConfig config)
    {
        return random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(4)).Select(_ => One())];

        int One() => random.Next(12) > 0 ? random.Next(config.Tokens) : Of(random, -1, config.Tokens, int.MaxValue, int.MinValue);
    }

    public static string Describe(Vivit vivit) => $"{vivit.Layers} layers, {vivit.Heads} heads, {vivit.Tokens} tokens, "
        + $"width {vivit.Config.HiddenSize}, {vivit.Labels.Count} classes, {vivit.Dtype}";
}
