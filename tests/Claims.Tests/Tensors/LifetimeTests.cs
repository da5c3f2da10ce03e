using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Tensors;

/// <summary>Every way a tensor is freed, counted by the tensors that live.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Dispose_frees()
    {
        Settle();
        var before = Tensor.TotalCount;
        var t = ones(2);
        (Tensor.TotalCount - before).Should().Be(1);
        t.Dispose();
        t.Dispose();
        t.IsInvalid.Should().BeTrue();
        (Tensor.TotalCount - before).Should().Be(0);
    }

    [Fact]
    public void A_scope_frees_what_was_made_in_it_and_not_what_was_taken_out()
    {
        Tensor inner, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = ones(2) + 1;
                moved = ones(3).MoveToOuterDisposeScope();
                detached = ones(4).DetachFromDisposeScope();
            }
            inner.IsInvalid.Should().BeTrue();
            moved.IsInvalid.Should().BeFalse();
            outer.DisposablesCount.Should().Be(1);
        }
        moved.IsInvalid.Should().BeTrue();
        detached.IsInvalid.Should().BeFalse();
        detached.Dispose();
    }

    [Fact]
    public void DisposeEverythingBut_keeps_what_is_named()
    {
        using var scope = NewDisposeScope();
        var (gone, kept) = (ones(2), ones(2));
        scope.DisposeEverythingBut(kept);
        gone.IsInvalid.Should().BeTrue();
        kept.IsInvalid.Should().BeFalse();
        scope.Contains(kept).Should().BeTrue();
    }

    [Fact]
    public void Statistics_count_by_scope()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (NewDisposeScope())
        {
            _ = ones(2);
            (ones(2) + 1).DetachFromDisposeScope().Dispose();
        }
        statistics.CreatedInScopeCount.Should().Be(3);
        statistics.DetachedFromScopeCount.Should().Be(1);
        statistics.ThreadTotalLiveCount.Should().Be(0);
    }

    [Fact]
    public void Scopes_are_per_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(2));
        thread.Start();
        thread.Join();
        scope.DisposablesCount.Should().Be(0);
        other!.Dispose();
    }

    [Fact]
    public void The_finalizer_frees_what_nobody_disposed()
    {
        Settle();
        var before = Tensor.TotalCount;
        Abandon(50);
        (Tensor.TotalCount - before).Should().Be(50);
        Settle();
        (Tensor.TotalCount - before).Should().Be(0);
    }

    [Fact]
    public void The_array_of_from_array_is_let_go_with_the_last_tensor_over_it()
    {
        var array = Aliased();
        Settle();
        array.IsAlive.Should().BeFalse();
    }

    [Fact]
    public void A_loop_of_forward_passes_leaks_nothing()
    {
        using var model = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 4));
        using var input = randn(3, 8);
        Pass(model, input);
        Settle();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 50; i++) Pass(model, input);
        (Tensor.TotalCount - before).Should().Be(0);
    }

    private static void Pass(nn.Module<Tensor, Tensor> model, Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = model.call(input);
        F.cross_entropy(output, zeros(3, int64)).backward();
        model.zero_grad();
        _ = output.softmax(-1).topk(2).values.split(1)[0][TensorIndex.Ellipsis, 0].ToSingle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(int count)
    {
        for (var i = 0; i < count; i++) _ = ones(100);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Aliased()
    {
        var array = new float[1000];
        using var alias = from_array(array);
        using var part = alias.narrow(0, 10, 5);
        return new WeakReference(array);
    }

    private static void Settle()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
