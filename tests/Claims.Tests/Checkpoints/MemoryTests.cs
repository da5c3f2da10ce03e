using System.Globalization;
using System.IO.Compression;
using Claims.Checkpoints;
using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using static TorchSharp.torch;

namespace Claims.Tests.Checkpoints;

/// <summary>Reading a file takes the memory of its tensors, not of the file as well.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int Megabytes = 356; // the size of the published checkpoint
    private const int SpareMegabytes = 24;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory, Trait("Category", "slow")]
    [InlineData("x.safetensors")]
    [InlineData("x.pt")]
    public void A_large_file_is_resident_once(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the peak of resident memory is read from /proc");
        var path = folder.File(name);
        WriteLargeFile(path);
        var tensors = new List<Tensor>();
        File.WriteAllText("/proc/self/clear_refs", "5"); // the peak starts anew
        var managed = GC.GetTotalAllocatedBytes();

        using (WeightFile file = path.EndsWith(".pt", StringComparison.Ordinal) ? PickleFile.Open(path) : SafetensorsFile.Open(path))
            tensors.AddRange(file.Tensors.Keys.Select(tensor => file.Read(tensor)));

        // All tensors are still there, so what the peak has above now was needed for reading only.
        var transient = Kilobytes("VmHWM") - Kilobytes("VmRSS");
        tensors.Sum(t => t.numel() * t.element_size()).Should().Be((long)Megabytes << 20);
        tensors.ForEach(t => t.Dispose());
        transient.Should().BeLessThan(SpareMegabytes << 10);
        (GC.GetTotalAllocatedBytes() - managed).Should().BeLessThan(SpareMegabytes << 20);
    }

    /// <summary>Zeros, never whole in this process's memory.</summary>
    private static void WriteLargeFile(string path)
    {
        var sizes = Enumerable.Repeat(40, Megabytes / 40).Append(Megabytes % 40).ToList();
        using var stream = File.Create(path);
        if (path.EndsWith(".pt", StringComparison.Ordinal))
            WriteZip(stream, sizes);
        else
            WriteSafetensors(stream, sizes);
    }

    private static void WriteSafetensors(FileStream stream, List<int> sizes)
    {
        long end = 0;
        var entries = sizes.Select((size, i) => SafetensorsBytes.Entry($"t{i}", "F32", end, end += (long)size << 20, size, 1 << 18));
        stream.Write(SafetensorsBytes.Of("{" + string.Join(',', entries) + "}"));
        stream.SetLength(stream.Length + end);
    }

    private static void WriteZip(FileStream stream, List<int> sizes)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        var pickle = new PickleBytes().Proto().Op("}");
        for (var i = 0; i < sizes.Count; i++)
            pickle.Text($"t{i}").Tensor(p => p.Storage($"{i}", sizes[i] << 18), 0, [sizes[i], 1 << 18], [1 << 18, 1]).Op("s");
        using (var record = zip.CreateEntry("x/data.pkl", CompressionLevel.NoCompression).Open())
            record.Write(pickle.Stop());
        var zeros = new byte[1 << 20];
        for (var i = 0; i < sizes.Count; i++)
        {
            using var record = zip.CreateEntry($"x/data/{i}", CompressionLevel.NoCompression).Open();
            for (var n = 0; n < sizes[i]; n++)
                record.Write(zeros);
        }
    }

    private static long Kilobytes(string field) => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}
