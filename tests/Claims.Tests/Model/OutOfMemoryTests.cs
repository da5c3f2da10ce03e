using System.Runtime.InteropServices;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>A device whose memory holds only small batches gets small batches; one that cannot hold one says so.</summary>
public sealed class OutOfMemoryTests : IDisposable
{
    private static readonly VivitConfig Config = SmallVivit.Config();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Vivit _vivit = SmallVivit.Create(Config, seed: 1);
    private readonly Tensor _clip = SmallVivit.Clip(Config, seed: 2);

    public void Dispose()
    {
        _vivit.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.06 GiB is free.", true)]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call", true)]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", true)]
    [InlineData("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 4398046511104 "
        + "bytes. Error code 12 (Cannot allocate memory)", true)]
    [InlineData("[enforce fail at alloc_cpu.cpp:118] data. DefaultCPUAllocator: not enough memory: you tried to allocate 4398046511104 "
        + "bytes.", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("CUDA error: device-side assert triggered", false)]
    [InlineData("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", false)]
    public void It_is_known_by_its_words(string words, bool expected)
    {
        OutOfMemory.Is(new LibtorchException(words)).Should().Be(expected);
        OutOfMemory.Is(new InvalidOperationException(words)).Should().BeFalse("libtorch's errors are ExternalExceptions");
    }

    [Fact]
    public void This_libtorch_says_it_in_these_words()
    {
        var error = FluentActions.Invoking(() => empty([1L << 50])).Should().Throw<ExternalException>().Which;
        OutOfMemory.Is(error).Should().BeTrue(error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replays_are_halved_until_they_fit_and_say_the_same(int most)
    {
        using var known = _vivit.Run(_clip, Sites.Residual | Sites.Z);
        Patch[][] runs =
            [.. Enumerable.Range(0, 7).Select(run => new[] { Patch.Zero(Site.Z(run % Config.Layers), head: run % Config.Heads) })];
        var expected = _vivit.ReplayEach(known, runs, Sites.ResidPost).ToDictionary(pair => pair.Run, pair => pair.Result);
        var alive = Alive();
        using var small = new SmallMemory(_vivit, most);
        foreach (var (run, result) in small.ReplayEach(known, runs, Sites.ResidPost))
        {
            using (result)
            {
                Tensors.ShouldBeClose(result.Logits, expected[run].Logits, 1e-6, $"run {run}");
                Tensors.ShouldBeClose(result[Site.ResidPost(2)], expected[run][Site.ResidPost(2)], 1e-6, $"run {run}");
            }
            expected[run].Dispose();
        }
        Alive().Should().BeLessThan(alive, "a batch that failed leaves nothing behind");
        small.Fitted.Max().Should().Be(Math.Min(most, 2));
        small.Failed.Should().Be(most == 1 ? 3 : 2, "7, 4 and perhaps 2 do not fit; after that no larger batch is tried");
    }

    [Fact]
    public void Clips_are_halved_until_they_fit_and_say_the_same()
    {
        var clips = cat([.. Enumerable.Range(0, 5).Select(seed => SmallVivit.Clip(Config, seed))], 0);
        using var expected = _vivit.Run(clips, Sites.MlpOut | Sites.PatternRows(0));
        var alive = Alive();
        using var small = new SmallMemory(_vivit, 2);
        using (var trace = small.Run(clips, Sites.MlpOut | Sites.PatternRows(0)))
        {
            Tensors.ShouldBeClose(trace.Logits, expected.Logits, 1e-6, "logits");
            trace.Sites.Should().Equal(expected.Sites);
            foreach (var site in trace.Sites)
                Tensors.ShouldBeClose(trace[site], expected[site], 1e-6, $"{site}");
        }
        Alive().Should().Be(alive);
    }

    [Fact]
    public void Where_not_even_one_fits_the_error_says_so()
    {
        using var known = _vivit.Run(_clip, Sites.Residual | Sites.Z);
        Patch[][] runs = [[Patch.Zero(Site.Z(0), head: 0)], [Patch.Zero(Site.Z(1), head: 0)]];
        var alive = Alive();
        using var none = new SmallMemory(_vivit, 0);
        foreach (
            var act in new Action[] { () => none.Run(_clip, Sites.Z | Sites.Pattern), () =>
                none.ReplayEach(known, runs, Sites.ResidPost).Should().BeEmpty() })
        {
            var error = act.Should().Throw<MissingException>().Which;
            error.Page.Should().Be("memory");
            error.Message.Should()
                .ContainAll("not enough memory for one", "on cpu", "CUDA out of memory. Tried to allocate 2.00 GiB", "--dtype bfloat16");
        }
        Alive().Should().Be(alive);
    }

    [Fact]
    public void Other_errors_are_not_tried_again()
    {
        using var broken = new SmallMemory(_vivit, 0) { Says = "CUDA error: device-side assert triggered" };
        FluentActions.Invoking(() => broken.Run(cat([_clip, _clip], 0))).Should().Throw<ExternalException>();
        broken.Failed.Should().Be(1);
    }

    private static long Alive() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
