using Claims.Measurements.Attribution;
using Claims.Measurements.Interventions;
using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Papers.AttentionGathers.AsPublished;
using Claims.Tests.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>A measurement leaves numbers and nothing else.</summary>
public sealed class NoTensorLeftTests
{
    [Fact]
    public void Measurements_leave_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed: 1);
        var (grid, clip, other) = (TokenGrid.Of(config.Shape), SmallVivit.Clip(config, seed: 2), SmallVivit.Clip(config, seed: 3));
        _ = (PixelFill.Zero, PixelFill.Mean);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        using (var clean = vivit.Run(clip,
            DirectLogitAttribution.Needs | LogitLens.Needs | TokenMap.Needs(config.Layers) | ClsAttention.Needs | Sites.ResidPre))
        using (var corrupt = vivit.Run(other, PublishedProbes.Needs))
        {
            ClassLogits.Of(vivit, clean);
            DirectLogitAttribution.Of(vivit, clean);
            LogitLens.Of(vivit, clean);
            var map = TokenMap.Raw(vivit, grid, clean, 0);
            TokenMap.IntoCls(vivit, clean, 0);
            ClsAttention.Of(vivit, grid, clean);
            ClsAttention.MeanEntropy(vivit, clean);
            PixelAttribution.Of(vivit, grid, clip, 0, steps: 3);
            PublishedProbes.Of(vivit, clean, corrupt);
            TokenAblation.Of(vivit, grid, clip, map.Values, [1, 2], PixelFill.Mean, draws: 2, blocks: PublishedPixels.Blocks(grid));
            FoldedAttention.Of(ClsAttention.Of(vivit, grid, clean));
            PublishedLens.LastNormalisedTwice(vivit, clean);
            PixelAblation.Frames(vivit, clip, [[0], [1, 2]], PixelFill.Resample(other));
            using var features = ClipFeatures.OfClips(vivit, [clip, other, clip, other], patchMean: true);
            ClipProbe.Of(features, [true, false, true, false], ["a", "b", "c", "d"], folds: 2, shuffles: 2);
        }

        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }
}
