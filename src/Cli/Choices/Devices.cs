using System.CommandLine;
using System.Globalization;
using Claims.Common;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Cli.Choices;

/// <summary><c>--device auto|cpu|cuda[:n]</c> and <c>--dtype float32|bfloat16|float16|float64</c>, the same in every verb.</summary>
internal static class Devices
{
    private static readonly Dictionary<string, ScalarType> Dtypes = new()
    {
        ["float32"] = ScalarType.Float32,
        ["bfloat16"] = ScalarType.BFloat16,
        ["float16"] = ScalarType.Float16,
        ["float64"] = ScalarType.Float64,
    };

    public static Option<string> DeviceOption() => new("--device")
    {
        Description = "auto (a GPU where there is one), cpu, cuda or cuda:N",
        DefaultValueFactory = _ => "auto",
    };

    public static Option<string> DtypeOption() => new("--dtype")
    {
        Description = "float32 (the type of every verdict), bfloat16, float16 or float64",
        DefaultValueFactory = _ => "float32",
    };

    public static Device Device(string name)
    {
        TorchLibrary.Require();
        UseAllCores();
        if (name == "cpu" || (name == "auto" && !cuda.is_available()))
            return CPU;
        var index = name is "auto" or "cuda" ? 0
            : name.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
            : throw new BadInputException($"\"{name}\" is no device.",
                remedy: Nearest.Remedy(name, ["auto", "cpu", "cuda"], "Devices are auto, cpu, cuda and cuda:N."));
        if (index >= (cuda.is_available() ? cuda.device_count() : 0))
            throw NoDevice(index);
        // Verdicts are in float32 as published; TF32 keeps 10 bits of each factor.
        backends.cuda.matmul.allow_tf32 = false;
        backends.cudnn.allow_tf32 = false;
        return device($"cuda:{index}");
    }

    private static MissingException NoDevice(int index)
    {
        var why = cuda.is_available() ? $"{cuda.device_count()} found"
            : TorchLibrary.HasCuda ? "libtorch has CUDA and finds no NVIDIA driver or device"
            : "this libtorch was built without CUDA";
        return new($"There is no device cuda:{index} here ({why}).",
            TorchLibrary.HasCuda ? "See what nvidia-smi says, or use --device cpu."
                : "Run ./claims setup --cuda, or use --device cpu.", "device");
    }

    public static ScalarType Dtype(string name) => Dtypes.TryGetValue(name, out var type) ? type
        : throw new BadInputException($"\"{name}\" is no type to compute in.",
            remedy: Nearest.Remedy(name, Dtypes.Keys, "Types are float32, bfloat16, float16 and float64."));

    // The default of some builds is half of them; OMP_NUM_THREADS says otherwise where it is set.
    private static void UseAllCores()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) || threads < 1)
            threads = Environment.ProcessorCount;
        Checked.Threads(threads);
    }
}
