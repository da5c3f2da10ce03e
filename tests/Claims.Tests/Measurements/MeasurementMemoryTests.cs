using Claims.Measurements.Catalog;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>At full size a trace is more than half a gigabyte: nothing may wait for the garbage collector.</summary>
public sealed class MeasurementMemoryTests
{
    [Fact]
    public void Every_method_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed: 1);
        var (clean, corrupt, other) =
            (SmallVivit.Clip(config, seed: 2), SmallVivit.Clip(config, seed: 3), SmallVivit.Clip(config, seed: 4));
        foreach (var method in Methods.With(AttentionGathersPaper.Methods))
        {
            Measure(method);
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            Measure(method);
            DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before, method.Name);
        }

        void Measure(Method method)
        {
            using var pair = new ClipPair(vivit, clean, corrupt);
            var options = new MeasureOptions
            {
                Draws = 2,
                Steps = 2,
                SameOutcome = [other],
                Unrelated = [other],
                Fills = [FillKind.Zero, FillKind.Resample],
                Clips = [.. Enumerable.Range(0, 6)
                    .Select(clip =>
                        new LabelledClip($"{clip}", clip % 2 == 0 ? "strike" : "gutter", null, () => SmallVivit.Clip(config, seed: clip)))],
            };
            method.Measure(new MeasureContext(pair, TokenGrid.Of(vivit), options)).Should()
                .NotBeEmpty().And.OnlyContain(variant => variant.Numbers.Count > 0);
        }
    }
}
