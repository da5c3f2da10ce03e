using Claims.Checkpoints.Safetensors;
using Claims.Cli.Choices;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>
/// How far devices and types may differ: the relative (Frobenius) error of every site's value, of a replay's, and of the logits.
/// docs/tasks/gpu.md states the same tolerances.
/// </summary>
public sealed class DeviceAgreementTests
{
    /// <summary>float32 on two devices, TF32 off: another order of the same sums.</summary>
    private const double Float32 = 1e-4;

    /// <summary>
    /// bfloat16 against float32: 8 bits of each number, through 12 blocks. Attention maps are the farthest: 0.09 here on the CPU.
    /// </summary>
    private const double BFloat16 = 0.15;

    private static readonly Sites Everything = Sites.Residual | Sites.Z | Sites.AttnOut | Sites.MlpOut | Sites.Pattern;

    [Fact]
    public void Bfloat16_is_near_float32_on_the_CPU() => MustAgree(CPU, ScalarType.BFloat16, BFloat16);

    [SkippableFact]
    [Trait("Category", "gpu")]
    public void Cuda_is_the_CPU_in_float32() => MustAgree(Cuda(), ScalarType.Float32, Float32);

    [SkippableFact]
    [Trait("Category", "gpu")]
    public void Bfloat16_is_near_float32_on_cuda() => MustAgree(Cuda(), ScalarType.BFloat16, BFloat16);

    private static Device Cuda()
    {
        Skip.IfNot(cuda.is_available(), "this libtorch sees no CUDA device (docs/tasks/gpu.md)");
        return Devices.Device("cuda");
    }

    private static void MustAgree(Device device, ScalarType dtype, double tolerance)
    {
        using var scope = NewDisposeScope();
        var folder = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");
        using var golden = SafetensorsFile.Open(Path.Combine(Repository.Fixtures, "golden", "dev", "forward.safetensors"));
        var clip = golden.Read("pixel_values_a");
        using var here = Vivit.Load(folder);
        using var there = Vivit.Load(folder, device, dtype);
        using var expected = here.Run(clip, Everything);
        using var actual = there.Run(clip, Everything);
        var errors = expected.Sites.Select(site => (Name: $"{site}", Error: Tensors.RelativeError(actual[site].cpu(), expected[site])))
            .Append((Name: "logits", Error: Tensors.RelativeError(actual.Logits.cpu(), expected.Logits))).ToList();

        using var replay = here.Replay(expected, Sites.ResidPost, Patch.Zero(Site.Z(5), head: 3));
        using var replayed = there.Replay(actual, Sites.ResidPost, Patch.Zero(Site.Z(5), head: 3));
        errors.Add(
            (Name: "a replay's last stream", Error: Tensors.RelativeError(replayed[Site.ResidPost(11)].cpu(), replay[Site.ResidPost(11)])));
        var (name, error) = errors.MaxBy(one => one.Error);
        error.Should().BeLessThanOrEqualTo(tolerance, $"{name} is the farthest of {errors.Count} on {device} in {dtype}");
    }
}
