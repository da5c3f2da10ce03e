using Claims.Common;
using Claims.Common.Native;
using FsCheck;
using FsCheck.Xunit;
using static Claims.Tests.Model.Misfits;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>What stands in for calls that end the process: the same bits where the input fits, else an ArgumentException.</summary>
public sealed class CheckedTests
{
    [Property(MaxTest = 300, Replay = Seed)]
    public Property Products_are_torch_s_where_there_are_any() => Each(Product);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_products_are_torch_s_where_there_are_any() => Each(Product);

    [Property(MaxTest = 300, Replay = Seed)]
    public Property Gradients_are_torch_s_where_there_are_any() => Each(Gradient);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_gradients_are_torch_s_where_there_are_any() => Each(Gradient);

    [Fact]
    public void A_product_that_there_is_not_names_both_shapes() => FluentActions.Invoking(() => Checked.MatMul(zeros(2, 3), zeros(4, 5)))
        .Should().Throw<ArgumentException>().WithMessage("*2, 3*4, 5*");

    [Fact]
    public void A_start_that_had_no_part_in_the_end_is_named()
    {
        var (x, y) = (ones(2).requires_grad_(), ones(3, 5).requires_grad_());
        FluentActions.Invoking(() => Checked.Gradients((x * x).sum(), [x, y]))
            .Should().Throw<ArgumentException>().WithMessage("*Start 1*3, 5*");
    }

    [Fact]
    public void Of_memory_that_there_is_not_a_product_throws()
    {
        var (x, y) = (ones(1, 1).expand(1L << 24, 1), ones(1, 1).expand(1, 1L << 24));
        FluentActions.Invoking(() => Checked.MatMul(x, y)).Should().Throw<Exception>().Where(e => OutOfMemory.Is(e));
    }

    [Fact]
    public void There_is_at_least_one_thread()
    {
        FluentActions.Invoking(() => Checked.Threads(0)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new NativeThreads(-1)).Should().Throw<ArgumentException>();
    }

    private static (string, Action) Product(Random random)
    {
        long n = random.Next(4), m = random.Next(4), p = random.Next(4), batch = random.Next(4), more = random.Next(3);
        var left = Value(random, [.. new long[] { more, batch, n, m }.Skip(random.Next(3))]);
        var right = Value(random, [.. new long[] { more, batch, m, p }.Skip(random.Next(3))]);
        return ($"{Text(left)} x {Text(right)}", () =>
        {
            var product = Checked.MatMul(left, right);
            // They fit: torch's own call does not end the process.
            MustBeTheSame(product, matmul(left, right));
        }
        );
    }

    private static (string, Action) Gradient(Random random)
    {
        var x = Value(random, 2, 3);
        var y = Value(random, 2, 3);
        var above = random.Next(3) == 0 ? null : Value(random, 2, 3);
        int needs = random.Next(5), uses = random.Next(5), whole = random.Next(6);
        var (needsNone, ofNoUse) = (needs == 0 ? ", which needs none," : "", uses == 0 ? ", of no use," : "");
        return ($"at {Text(x)}{needsNone} and {Text(y)}{ofNoUse} from {(above is null ? "one number" : Text(above))}", () =>
        {
            if (!x.is_floating_point() || !y.is_floating_point() || x.dtype != y.dtype || !x.shape.SequenceEqual(y.shape))
                return;
            var gradients = Checked.Gradients(End(out var starts), starts, above);
            var torchs = autograd.grad([End(out starts)], starts, above is null ? null : [above]);
            for (var i = 0; i < starts.Length; i++)
                MustBeTheSame(gradients[i], torchs[i]);
        }
        );

        Tensor End(out Tensor[] starts)
        {
            starts = [x.detach().clone(), y.detach().clone()];
            if (needs > 0)
                starts[0].requires_grad_();
            starts[1].requires_grad_();
            var end = uses > 0 ? starts[0] * starts[1] * starts[1] : starts[0] * starts[0];
            return above is null && whole > 0 ? end.sum() : end;
        }
    }

    private static void MustBeTheSame(Tensor found, Tensor expected)
    {
        found.dtype.Should().Be(expected.dtype);
        found.shape.Should().Equal(expected.shape);
        found.eq(expected).logical_or(found.isnan()).all().item<bool>().Should().BeTrue("every bit is torch's");
    }
}
