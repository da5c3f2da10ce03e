using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Tensors;

public sealed class ThreadsTests
{
    [Fact]
    public void The_number_of_threads_is_what_it_is_set_to_and_changes_no_result()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        try
        {
            manual_seed(1);
            var (a, b) = (randn(200, 300), randn(300, 100));
            set_num_threads(1);
            get_num_threads().Should().Be(1);
            var one = a.mm(b);
            set_num_threads(2);
            get_num_threads().Should().Be(2);
            a.mm(b).allclose(one, atol: 1e-4).Should().BeTrue();
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Threads_of_the_caller_may_work_side_by_side()
    {
        var sums = new float[4];
        var threads = Enumerable.Range(0, 4).Select(n => new Thread(() =>
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var x = full(100, (float)n);
            for (var i = 0; i < 200; i++) x = (x + 1).mul(1).view(10, 10).reshape(100);
            sums[n] = x.sum().ToSingle();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        sums.Should().Equal(20000, 20100, 20200, 20300);
    }

    [Fact]
    public void The_version_is_libtorchs() => __version__.Should().MatchRegex(@"^\d+\.\d+\.\d+");
}
