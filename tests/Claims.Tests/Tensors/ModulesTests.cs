using TorchSharp;
using TorchSharp.Modules;
using static Claims.Tests.Tensors.TensorAssert;
using static TorchSharp.torch;

namespace Claims.Tests.Tensors;

public sealed class ModulesTests
{
    [Fact]
    public void Components_go_by_their_fields()
    {
        using var net = new Net();
        net.state_dict().Keys.Should().BeEquivalentTo(
            "scale", "first.weight", "first.bias", "rest.0.weight", "rest.0.bias", "rest.1.weight", "rest.1.bias", "offset");
        net.named_parameters().Select(named => named.name).Should().NotContain("offset");
        net.named_buffers().Single().name.Should().Be("offset");
        net.named_children().Select(named => named.name).Should().BeEquivalentTo("first", "rest");
    }

    [Fact]
    public void Seeded_layers_start_as_pytorchs()
    {
        manual_seed(7);
        using var linear = nn.Linear(3, 2);
        linear.weight.ShouldBe([2, 3], [0.04032508f, -0.3477921f, 0.1838418f, 0.1811613f, -0.3085804f, -0.08653163f]);
        linear.bias!.ShouldBe([2], [-0.3382279f, 0.1498066f]);
    }

    [Fact]
    public void Hooks_run_around_call_and_not_around_forward()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var before = 0;
        var remover = net.register_forward_pre_hook((_, input) =>
        {
            before++;
            return input * 0;
        });
        net.register_forward_hook((_, _, output) => output + 1);
        var hooked = net.call(ones(1, 4));
        (hooked - net.forward(zeros(1, 4))).ShouldBe([1, 2], [1, 1]);
        remover.remove();
        net.call(ones(1, 4));
        before.Should().Be(1);
    }

    [Fact]
    public void State_is_copied_from_one_to_another()
    {
        using var scope = NewDisposeScope();
        using var source = new Net();
        using var target = new Net();
        target.load_state_dict(source.state_dict());
        target.forward(ones(1, 4)).allclose(source.forward(ones(1, 4))).Should().BeTrue();
        FluentActions.Invoking(() => target.load_state_dict([])).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Modules_change_their_element_type_with_all_that_is_in_them()
    {
        using var net = new Net();
        net.to(float64);
        net.parameters().Should().OnlyContain(parameter => parameter.dtype == float64 && parameter.requires_grad && parameter.is_leaf);
        net.named_buffers().Single().buffer.dtype.Should().Be(float64);
        using var output = net.forward(ones(1, 4, float64));
        output.dtype.Should().Be(float64);
    }

    [Fact]
    public void Dropout_is_for_training_alone()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Dropout(0.5));
        Values(net.call(ones(100))).Should().Contain(0).And.Contain(2);
        net.eval();
        Values(net.call(ones(100))).Should().OnlyContain(value => value == 1);
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_tensor()
    {
        var data = ones(2);
        using var parameter = new Parameter(data);
        data.IsInvalid.Should().BeTrue();
        parameter.requires_grad.Should().BeTrue();
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly ModuleList<Linear> rest;
        private readonly Parameter scale;
        private readonly Tensor offset;

        public Net() : base(nameof(Net))
        {
            first = nn.Linear(4, 3);
            rest = new ModuleList<Linear>(nn.Linear(3, 3), nn.Linear(3, 2));
            scale = new Parameter(ones(2));
            offset = zeros(2);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = first.call(input);
            foreach (var layer in rest) x = layer.call(x);
            return ((x * scale) + offset).MoveToOuterDisposeScope();
        }
    }
}
