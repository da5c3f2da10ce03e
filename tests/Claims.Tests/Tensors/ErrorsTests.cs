using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Tensors;

public sealed class ErrorsTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "mm", "*2x3*4x5*" },
        { "linear", "*2x3*5x4*" },
        { "add", "*3*5*" },
        { "view", "*7*6*" },
        { "select", "*9*2, 3*" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_in_libtorch_is_an_exception_that_names_the_shapes(string fault, string message)
    {
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => Commit(fault)).Should().Throw<ExternalException>().WithMessage(message);
    }

    [SkippableTheory]
    [InlineData("mm", "aten::mm(float32[2, 3], float32[4, 5]): *")]
    [InlineData("matmul", "aten::matmul(float32[2, 3], float32[4, 5]): *")]
    [InlineData("select", "aten::select(float32[2, 3], 0, 9): *")]
    [InlineData("cummax", "aten::cummax(float32[2, 3], 5): *")]
    public void The_stand_in_names_the_operator_and_its_arguments_too(string fault, string message)
    {
        Skip.IfNot(TensorAssert.IsStandIn, "the package names no operator, and ends the process on some of these");
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => Commit(fault)).Should().Throw<ExternalException>().WithMessage(message);
    }

    [SkippableFact]
    public void The_stand_in_survives_a_gradient_that_does_not_exist()
    {
        Skip.IfNot(TensorAssert.IsStandIn, "the package ends the process");
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => autograd.grad([ones(2).sum()], [ones(2)])).Should().Throw<ExternalException>().WithMessage("*does not require grad*");
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        var gone = ones(2);
        gone.Dispose();
        FluentActions.Invoking(() => gone + 1).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        if (cuda.is_available()) zeros(2, device: CUDA).is_cuda.Should().BeTrue();
        else FluentActions.Invoking(() => zeros(2, device: new Device("cuda"))).Should().Throw<InvalidOperationException>();
    }

    private static void Commit(string fault) => _ = fault switch
    {
        "mm" => ones(2, 3).mm(ones(4, 5)),
        "matmul" => ones(2, 3).matmul(ones(4, 5)),
        "linear" => F.linear(ones(2, 3), ones(4, 5)),
        "add" => ones(2, 3) + ones(2, 5),
        "view" => ones(2, 3).view(7),
        "select" => ones(2, 3)[9],
        "cummax" => ones(2, 3).cummax(5).values,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
