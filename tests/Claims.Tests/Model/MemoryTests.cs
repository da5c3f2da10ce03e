using Claims.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>A run leaves its trace and nothing else; a disposed trace leaves nothing.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void Runs_and_replays_leave_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, seed: 1);
        var clip = SmallVivit.Clip(config, seed: 2);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var round = 0; round < 3; round++)
        {
            using var known = vivit.Run(clip, Sites.Residual | Sites.Z | Sites.PatternRows(0));
            Patch[][] runs =
                [[Patch.With(known, Site.Z(1), head: 1)], [Patch.With(known, Site.Z(2))],
                    [Patch.Add(Site.MlpOut(0), known[Site.ResidMid(0)], tokens: [0])]];
            foreach (var (_, result) in vivit.ReplayEach(known, runs, Sites.ResidPost | Sites.Pattern))
                result.Dispose();
            using var full = vivit.Run(clip, Sites.AttnOut, runs[0]);
        }

        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }
}
