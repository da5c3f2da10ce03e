using TorchSharp;
using TorchSharp.Modules;
using static Claims.Tests.Tensors.TensorAssert;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Claims.Tests.Tensors;

/// <summary>Gradients and optimizers against numbers that PyTorch 1.13 gave.</summary>
public sealed class GradientsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Backward_through_gelu()
    {
        var x = ((Counting(3, 4) / 5) - 1).requires_grad_();
        F.gelu(x).pow(2).sum().backward();
        x.grad!.ShouldBe([3, 4], [
            0.02643687f, 0.006744755f, -0.02445843f, -0.05438005f, -0.05764674f, 0f, 0.152338f, 0.4209011f, 0.8061728f, 1.286123f, 1.822883f, 2.374346f]);
    }

    [Fact]
    public void Gradients_of_gradients()
    {
        var x = full(3, 2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], retain_graph: true, create_graph: true)[0];
        first.ShouldBe([3], [12, 12, 12]);
        autograd.grad([first.sum()], [x])[0].ShouldBe([3], [12, 12, 12]);
    }

    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        var x = ones(2, requires_grad: true);
        (x * 2).sum().backward();
        (x * 3).sum().backward();
        Values(x.grad!).Should().Equal(5, 5);
        x.grad = null;
        x.grad.Should().BeNull();
    }

    [Fact]
    public void Grad_mode_is_nested_and_ends_with_its_scope()
    {
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad()) (x * 2).requires_grad.Should().BeTrue();
            is_grad_enabled().Should().BeFalse();
        }
        (x * 2).requires_grad.Should().BeTrue();
        using (inference_mode()) is_grad_enabled().Should().BeFalse();
    }

    public static TheoryData<string, float[]> Ends => new()
    {
        { "AdamW", [0.7695774f, -1.009103f, 2.024569f] },
        { "AdamW with decay", [0.735507f, -0.8630336f, 1.791594f] },
        { "Adam", [0.7695774f, -1.009103f, 2.024569f] },
        { "SGD with momentum", [0.19647f, 2.373913f, 0.1737604f] },
        { "LBFGS", [0.06644233f, 1.75993f, 0.8797302f] },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Optimizers_end_where_pytorchs_end(string name, float[] end)
    {
        using var parameter = new Parameter(tensor([1f, -2, 3]));
        var curvature = tensor(new[,] { { 2, 0.5f, 0 }, { 0.5f, 1, 0.2f }, { 0, 0.2f, 3 } });
        var slope = tensor([1f, 2, 3]);
        using var optimizer = Make(name, parameter);
        for (var i = 0; i < (name == "LBFGS" ? 4 : 10); i++)
        {
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var loss = (parameter.dot(curvature.mv(parameter)) / 2) - slope.dot(parameter);
                loss.backward();
                return loss;
            });
        }
        parameter.ShouldBe([3], end, 2e-5f);
    }

    [Fact]
    public void AdamWs_state_is_its_own_and_carries_over()
    {
        using var whole = new Parameter(tensor([1f, -2, 3]));
        using var first = optim.AdamW([whole], 0.1, weight_decay: 0.1);
        Steps(first, whole, 0, 4);

        using var half = new Parameter(tensor([1f, -2, 3]));
        using var before = optim.AdamW([half], 0.1, weight_decay: 0.1);
        Steps(before, half, 0, 2);
        using var second = optim.AdamW([half], 0.1, weight_decay: 0.1);
        var (from, to) = ((AdamW.State)before.state_dict().State.Single(), (AdamW.State)second.state_dict().State.Single());
        to.exp_avg.copy_(from.exp_avg);
        to.exp_avg_sq.copy_(from.exp_avg_sq);
        to.step = from.step;
        Steps(second, half, 2, 4);

        from.step.Should().Be(2);
        half.data<float>().ToArray().Should().Equal(whole.data<float>().ToArray());

        static void Steps(optim.Optimizer optimizer, Parameter parameter, int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                optimizer.zero_grad();
                (parameter * parameter * (i + 1)).sum().backward();
                optimizer.step();
            }
        }
    }

    [Fact]
    public void Schedules_set_the_rate_of_the_optimizer()
    {
        using var parameter = new Parameter(ones(1));
        using var optimizer = optim.AdamW([parameter], 0.1);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 4);
        var rates = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            optimizer.step();
            schedule.step();
            rates.Add(Math.Round(optimizer.ParamGroups.Single().LearningRate, 7));
        }
        rates.Should().Equal(0.0853553, 0.05, 0.0146447, 0);
    }

    [Fact]
    public void Clipping_scales_all_gradients_together()
    {
        using var parameter = new Parameter(ones(3));
        parameter.grad = full(3, 2f);
        nn.utils.clip_grad_norm_([parameter], 1).Should().BeApproximately(Math.Sqrt(12), 1e-6);
        parameter.grad!.norm().ToSingle().Should().BeApproximately(1, 1e-5f);
    }

    private static optim.Optimizer Make(string name, Parameter parameter) => name switch
    {
        "AdamW" => optim.AdamW([parameter], 0.1),
        "AdamW with decay" => optim.AdamW([parameter], 0.1, weight_decay: 0.1),
        "Adam" => optim.Adam([parameter], 0.1),
        "SGD with momentum" => optim.SGD([parameter], 0.05, 0.9),
        "LBFGS" => optim.LBFGS([parameter], 0.5, 3, history_size: 2),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
