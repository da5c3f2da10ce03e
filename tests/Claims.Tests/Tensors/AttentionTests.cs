using TorchSharp;
using static Claims.Tests.Tensors.TensorAssert;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Tensors;

public sealed class AttentionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Against_pytorchs_numbers()
    {
        var (query, key) = (Counting(1, 2, 3, 4).sin(), Counting(1, 2, 3, 4).cos());
        F.scaled_dot_product_attention(query, key, query).ShouldBe([1, 2, 3, 4], [
            -0.2844302f, -0.2310245f, 0.03478406f, 0.2686123f, 0.2499177f, -0.02892746f, -0.2811767f, -0.2749135f, 0.1370956f, 0.5999199f, 0.5111806f,
            -0.04753576f, -0.2059153f, -0.4401785f, -0.2697436f, 0.1486923f, 0.292431f, 0.1780728f, -0.1000047f, -0.2861383f, -0.1313664f, 0.4158205f,
            0.580704f, 0.2116909f]);
    }

    // Blocks hold 256 queries and 512 keys: one short of it, exact, one beyond, several and a rest.
    [Theory]
    [InlineData(1, 1, 1, 1, 4)]
    [InlineData(2, 3, 255, 255, 8)]
    [InlineData(1, 2, 256, 256, 16)]
    [InlineData(1, 2, 257, 511, 64)]
    [InlineData(1, 2, 65, 512, 64)]
    [InlineData(2, 4, 301, 513, 32)]
    [InlineData(1, 3, 5, 1601, 16)]
    [InlineData(1, 2, 520, 7, 8)]
    public void As_the_three_steps_it_is_made_of(long batch, long heads, long queries, long keys, long width)
    {
        manual_seed(queries);
        using var frozen = no_grad();
        var (query, key, value) = (randn(batch, heads, queries, width), randn(batch, heads, keys, width), randn(batch, heads, keys, width));
        var expected = (query / Math.Sqrt(width)).matmul(key.transpose(-2, -1)).softmax(-1).matmul(value);
        (F.scaled_dot_product_attention(query, key, value) - expected).abs().max().ToSingle().Should().BeLessThan(2e-6f);
    }

    [Fact]
    public void Of_the_transposed_views_that_a_model_has()
    {
        using var frozen = no_grad();
        manual_seed(1);
        var joined = randn(new long[] { 3, 2, 150, 4, 16 });
        var (query, key, value) = (joined[0].transpose(1, 2), joined[1].transpose(1, 2), joined[2].transpose(1, 2));
        query.is_contiguous().Should().BeFalse();
        var result = F.scaled_dot_product_attention(query, key, value);
        var same = F.scaled_dot_product_attention(query.contiguous(), key.contiguous(), value.contiguous());
        (result - same).abs().max().ToSingle().Should().BeLessThan(1e-6f);
        result.transpose(1, 2).reshape(2, 150, 64).shape.Should().Equal(2, 150, 64);
    }

    [Fact]
    public void Each_row_is_a_mean_of_the_values()
    {
        using var frozen = no_grad();
        manual_seed(2);
        var (query, key) = (randn(1, 2, 200, 8) * 30, randn(1, 2, 200, 8) * 30);
        F.scaled_dot_product_attention(query, key, ones(1, 2, 200, 8)).sub(1).abs().max().ToSingle().Should().BeLessThan(1e-5f);
    }

    // A later block of keys brings the greatest score, an earlier one did, or all weights but one are too small to see.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(40)]
    [InlineData(-40)]
    public void Whichever_block_has_the_greatest_scores(double slope)
    {
        using var frozen = no_grad();
        manual_seed(4);
        var (query, value) = (rand(1, 1, 3, 8) + 0.5, randn(1, 1, 1500, 8));
        var key = linspace(-3 * slope, 3 * slope, 1500).view(1, 1, 1500, 1).expand(1, 1, 1500, 8);
        var expected = (query / Math.Sqrt(8)).@double().matmul(key.@double().transpose(-2, -1)).softmax(-1).matmul(value.@double());
        (F.scaled_dot_product_attention(query, key, value) - expected).abs().max().ToDouble().Should().BeLessThan(1e-4, "scores of hundreds are themselves rounded to 1e-5");
    }

    [Fact]
    public void One_query_that_is_not_a_number_spoils_no_other()
    {
        using var frozen = no_grad();
        var (query, key) = (ones(1, 1, 4, 8), ones(1, 1, 700, 8));
        query[0, 0, 2, 3] = float.NaN;
        F.scaled_dot_product_attention(query, key, key).isnan().any(-1).data<bool>().ToArray().Should().Equal(false, false, true, false);
        key[0, 0, 650, 0] = float.NaN;
        F.scaled_dot_product_attention(query, key, ones(1, 1, 700, 8)).isnan().all().ToBoolean().Should().BeTrue("every query meets the key");
    }

    [Fact]
    public void With_masks_and_gradients()
    {
        manual_seed(3);
        var (query, key, value) = (randn(1, 2, 6, 8), randn(1, 2, 6, 8), randn(1, 2, 6, 8));
        var causal = F.scaled_dot_product_attention(query, key, value, is_casual: true);
        causal[.., .., 0].allclose(value[.., .., 0], atol: 1e-6).Should().BeTrue();
        var masked = F.scaled_dot_product_attention(query, key, value, ones(6, 6, @bool).tril());
        masked.allclose(causal, atol: 1e-6).Should().BeTrue();
        var learned = query.clone().requires_grad_();
        F.scaled_dot_product_attention(learned, key, value).sum().backward();
        learned.grad!.abs().sum().ToSingle().Should().BePositive();
    }
}
