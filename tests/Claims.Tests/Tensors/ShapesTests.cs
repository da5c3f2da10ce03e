using TorchSharp;
using static Claims.Tests.Tensors.TensorAssert;
using static TorchSharp.torch;

namespace Claims.Tests.Tensors;

/// <summary>Element types, strides, indices, and memory in and out.</summary>
public sealed class ShapesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Literals_take_the_element_type_of_the_literal()
    {
        tensor(1).dtype.Should().Be(int32);
        tensor(1.0).dtype.Should().Be(float64);
        tensor(1f).dtype.Should().Be(float32);
        arange(3).dtype.Should().Be(int64);
        (arange(3) / 2).dtype.Should().Be(float32);
        full(2, 3).dtype.Should().Be(int64);
    }

    [Fact]
    public void Data_is_read_in_the_order_of_the_dimensions_not_of_memory()
    {
        var transposed = Counting(2, 3).t();
        transposed.is_contiguous().Should().BeFalse();
        transposed.data<float>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
        transposed.data<float>()[2, 1].Should().Be(5);
    }

    [Fact]
    public void Data_of_another_type_is_refused() =>
        FluentActions.Invoking(() => ones(2).data<double>()).Should().Throw<ArgumentException>();

    [Fact]
    public void A_tensor_copies_its_array_and_from_array_does_not()
    {
        float[] array = [1, 2];
        var (copy, view) = (tensor(array), from_array(array));
        array[0] = 9;
        Values(copy).Should().Equal(1, 2);
        Values(view).Should().Equal(9, 2);
    }

    [Fact]
    public void Indices_of_every_kind()
    {
        var t = Counting(2, 3, 4);
        t[1, 2, 3].ToSingle().Should().Be(23);
        t[^1].shape.Should().Equal(3, 4);
        Values(t[.., 1, 2..]).Should().Equal(6, 7, 18, 19);
        Values(t[TensorIndex.Ellipsis, 0]).Should().Equal(0, 4, 8, 12, 16, 20);
        t[TensorIndex.None, TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)].shape.Should().Equal(1, 2, 3, 2);
        Values(t[0, TensorIndex.Tensor(tensor([2L, 0])), 1]).Should().Equal(9, 1);
        Values(t[t > 21]).Should().Equal(22, 23);
    }

    [Fact]
    public void Assignment_through_indices_writes_to_the_tensor_itself()
    {
        var t = Counting(2, 3);
        t[0, 1] = tensor(-1f);
        t[.., 2] = zeros(2);
        t[TensorIndex.Tensor(tensor([1L])), 0] = tensor(7f);
        Values(t).Should().Equal(0, -1, 0, 7, 4, 0);
        t[t < 0] = tensor(5f);
        Values(t[0]).Should().Equal(0, 5, 0);
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        var t = zeros(4);
        t.view(2, 2).add_(1);
        t.clone().add_(1);
        t.reshape(2, 2)[0].mul_(3);
        Values(t).Should().Equal(3, 3, 1, 1);
    }

    [Fact]
    public void Bytes_are_the_tensors_own_memory()
    {
        var t = zeros(2);
        t.bytes[3] = 0x40;
        Values(t).Should().Equal(2, 0);
    }
}
