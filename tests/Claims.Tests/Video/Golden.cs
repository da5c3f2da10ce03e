using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Claims.Tests.Video;

/// <summary>
/// Reference data of the video pipeline. The few lines that read tensors are the tests' own, so that no reader of ours vouches for itself.
/// </summary>
internal static class Golden
{
    public static string Dev { get; } = Path.Combine(Repository.Fixtures, "golden", "dev");

    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Dev, name))).RootElement;

    public static (int[] Shape, byte[] Bytes) Tensor(string path, string name)
    {
        var file = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var entry = JsonDocument.Parse(file.AsMemory(8, header)).RootElement.GetProperty(name);
        var offsets = entry.GetProperty("data_offsets").Deserialize<int[]>()!;
        return (entry.GetProperty("shape").Deserialize<int[]>()!, file[(8 + header + offsets[0])..(8 + header + offsets[1])]);
    }

    public static float[] Floats(string path, string name) => MemoryMarshal.Cast<byte, float>(Tensor(path, name).Bytes).ToArray();

    /// <summary>The largest difference; infinite where the lengths differ.</summary>
    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            return double.PositiveInfinity;
        var largest = 0.0;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
        return largest;
    }
}
