using TorchSharp;
using static Claims.Tests.Tensors.TensorAssert;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Tensors;

/// <summary>Operators against numbers that PyTorch 1.13 gave for the same input.</summary>
public sealed class ValuesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x;
    private readonly Tensor w;

    public ValuesTests()
    {
        x = (Counting(3, 4) / 5) - 1;
        w = (Counting(2, 4) / 10) - 0.3;
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Softmax_along_the_last_dimension() => x.softmax(-1).ShouldBe([3, 4], [
        0.1806572f, 0.2206552f, 0.2695088f, 0.3291788f, 0.1806572f, 0.2206552f, 0.2695088f, 0.3291788f,
        0.1806572f, 0.2206552f, 0.2695088f, 0.3291788f]);

    [Fact]
    public void Log_softmax_along_the_first_dimension() => x.log_softmax(0)[1].ShouldBe([4], [-1.301518f, -1.301518f, -1.301518f, -1.301518f]);

    [Fact]
    public void Gelu_is_the_exact_form() => F.gelu(x).ShouldBe([3, 4], [
        -0.1586553f, -0.1694843f, -0.1645518f, -0.1378313f, -0.08414804f, 0f, 0.115852f, 0.2621686f, 0.4354482f, 0.6305156f, 0.8413447f, 1.061916f]);

    [Fact]
    public void Layer_norm() => F.layer_norm(x * x, [4]).ShouldBe([3, 4], [
        1.457492f, 0.3168463f, -0.5703232f, -1.204016f, -0.3328715f, -0.9986142f, -0.3328711f, 1.664357f, -1.236133f, -0.5438986f, 0.346117f, 1.433914f]);

    [Fact]
    public void Linear_with_bias() => F.linear(x, w, tensor([0.5f, -0.5f])).ShouldBe([3, 2], [1.02f, -1.1f, 0.54f, -0.3f, 0.06f, 0.5f]);

    [Fact]
    public void Einsum() => einsum("ij,kj->ik", x, w).ShouldBe([3, 2], [0.52f, -0.6f, 0.03999999f, 0.2f, -0.4400001f, 1f]);

    [Fact]
    public void Spread_and_norms()
    {
        x.std(0).ShouldBe([4], [0.8f, 0.8f, 0.8f, 0.8f]);
        (x * x).var(1, unbiased: false).ShouldBe([3], [0.0996f, 0.0036f, 0.1636f]);
        x.logsumexp(1).ShouldBe([3], [0.7111541f, 1.511154f, 2.311154f]);
        x.norm().ShouldBe([], [2.416609f]);
    }

    [Fact]
    public void Conv3d_with_strides()
    {
        var video = Counting(1, 2, 3, 4, 5).sin();
        var kernel = Counting(3, 2, 2, 2, 2).cos();
        F.conv3d(video, kernel, strides: [1, 2, 2]).ShouldBe([1, 3, 2, 2, 2], [
            0.7166228f, 2.29368f, -2.151999f, -0.9247454f, 2.89474f, -0.7418249f, -2.705787f, 2.169634f, -1.488905f, -1.697513f, 2.635599f, 0.1109033f,
            -2.934007f, 1.511402f, 2.288085f, -2.647252f, 2.135105f, 0.9575992f, -2.896013f, 0.7123304f, 2.72482f, -2.152992f, -1.676625f, 2.900697f], 2e-5f);
    }

    [Fact]
    public void Bilinear_interpolation() =>
        F.interpolate(x.reshape(1, 1, 3, 4), [2, 6], mode: InterpolationMode.Bilinear, align_corners: false).ShouldBe([1, 1, 2, 6], [
            -0.8f, -0.7f, -0.5666667f, -0.4333333f, -0.3f, -0.2f, 0.4f, 0.5f, 0.6333333f, 0.7666667f, 0.9f, 1f]);

    [Fact]
    public void Losses()
    {
        F.cross_entropy(x, tensor([2L, 0, 1]), label_smoothing: 0.1).ShouldBe([], [1.501154f]);
        F.binary_cross_entropy_with_logits(x, x.sigmoid()).ShouldBe([], [0.6383717f]);
    }

    [Fact]
    public void Seeds_give_pytorchs_random_numbers()
    {
        manual_seed(42);
        randn(4).ShouldBe([4], [0.3366904f, 0.1288094f, 0.2344624f, 0.230333f]);
        rand(3).ShouldBe([3], [0.9407715f, 0.1331859f, 0.9345981f]);
        randperm(6).data<long>().ToArray().Should().Equal(4, 1, 0, 3, 2, 5);
        randint(100, new long[] { 4 }).data<long>().ToArray().Should().Equal(15, 95, 67, 6);
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_common_one_alone()
    {
        manual_seed(1);
        var expected = Values(rand(3));
        manual_seed(1);
        using var own = new Generator(99);
        _ = rand(5, generator: own);
        Values(rand(3)).Should().Equal(expected);
        own.manual_seed(7);
        var drawn = Values(randn(4, generator: own));
        own.manual_seed(7);
        Values(randn(4, generator: own)).Should().Equal(drawn);
    }
}
