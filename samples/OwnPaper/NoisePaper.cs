using Claims;
using Claims.Measurements.Readings;
using Claims.Pairs;
using Claims.Verdicts;
using Claims.Video;

namespace OwnPaper;

/// <summary>
/// "Noise In, Noise Out", a paper that nobody wrote: two findings about what a ViViT does to the difference between two clips.
/// </summary>
public static class NoisePaper
{
    private static readonly Measure Cascade =
        new("cascade", runs => DeltaCascade.Measure(runs.Outcome, runs.Grid)) { Needs = DeltaCascade.Needs };

    public static Claim PatchesFirst { get; } = Claim
        .That("PATCHES-FIRST", "after the first layer two clips differ more in their patch tokens than in the class token", at: "section 2")
        .Controlled("norm of the difference after layer 0, mean over patch tokens minus CLS", by: [Cascade], expecting: samples =>
        [
            Check.Of("patch tokens minus CLS", "norm",
                Samples.Difference(samples.At(Cascade, DeltaCascade.PatchTokensArray, 0), samples.At(Cascade, DeltaCascade.ClsArray, 0)))
                    .Above(0),
        ]);

    public static Claim Tenfold { get; } = Claim
        .That("TENFOLD", "the difference grows tenfold from the first layer to the last", at: "figure 1")
        .Reproduced("mean norm of the difference over all tokens, last layer over first", by: [Cascade], expecting: samples =>
        [
            Check.Of("growth", "times", samples.At(Cascade, DeltaCascade.AllTokensArray, 11),
                per: samples.At(Cascade, DeltaCascade.AllTokensArray, 0)).Published(9, 11),
        ]);

    public static IReadOnlyList<ClipReader> ClipReaders { get; } = [NoiseClips.Read];

    public static IReadOnlyList<Claim> Claims { get; } = [PatchesFirst, Tenfold];
}
