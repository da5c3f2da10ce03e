using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json;
using Claims.Common;

namespace Claims.Tests.Checkpoints;

/// <summary>One line of a golden manifest.</summary>
public sealed record GoldenCase(string Path, string Verdict, string Why, string? Expected)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public override string ToString() => $"{Name}: {Why}";
}

internal static class Golden
{
    public static string Dev { get; } = Path.Combine(Repository.Fixtures, "golden", "dev");

    public static string Tiny { get; } = Path.Combine(Dev, "vivit-tiny");

    /// <summary>Every case of a kind ("pickle", "safetensors_bad"), in every golden set that is there.</summary>
    public static IEnumerable<GoldenCase> Cases(string kind) =>
        from folder in Directory.EnumerateDirectories(Path.Combine(Repository.Fixtures, "golden")).Order(StringComparer.Ordinal)
        let manifest = Path.Combine(folder, kind, "manifest.json")
        where File.Exists(manifest)
        from entry in JsonDocument.Parse(File.ReadAllBytes(manifest)).RootElement.GetProperty("files").EnumerateArray()
        select new GoldenCase(
            Path.Combine(folder, kind, entry.GetProperty("file").GetString()!),
            entry.GetProperty("verdict").GetString()!,
            entry.GetProperty("why").GetString()!,
            entry.TryGetProperty("expected", out var expected) ? expected.ToString() : null);

    /// <summary>A valid safetensors file, straight from its JSON and bytes.</summary>
    public static Dictionary<string, GoldenTensor> Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var tensors = new Dictionary<string, GoldenTensor>();
        foreach (var entry in JsonDocument.Parse(bytes.AsMemory(8, header)).RootElement.EnumerateObject()
            .Where(e => e.Name != "__metadata__"))
        {
            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt32()).ToArray();
            tensors[entry.Name] = new(entry.Value.GetProperty("dtype").GetString()!,
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())],
                bytes[(8 + header + offsets[0])..(8 + header + offsets[1])]);
        }

        return tensors;
    }

    /// <summary>Runs a reader within the limits that every hostile file is held to, and returns the error it ends in.</summary>
    public static BadInputException? Bounded(Action read)
    {
        // What one thread allocates bounds what it can hold at once.
        const long MostBytes = 512L << 20;
        var watch = Stopwatch.StartNew();
        var worked = Environment.CpuUsage.TotalTime;
        var before = GC.GetAllocatedBytesForCurrentThread();
        BadInputException? error = null;
        try
        {
            read();
        }
        catch (BadInputException e)
        {
            error = e;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(MostBytes);
        // Five seconds of work; a machine that does other work as well may take longer over them.
        (Environment.CpuUsage.TotalTime - worked).Should().BeLessThan(TimeSpan.FromSeconds(5));
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1));
        return error;
    }
}
