using System.Diagnostics;
using Claims.Checkpoints.Safetensors;
using Claims.Model.Architectures.Vivit;
using Claims.Model.Parity;
using static TorchSharp.torch;

namespace Claims.Tests.Docs;

/// <summary>
/// docs/tasks/record_reference.py against a ViViT in PyTorch with transformers' module names (stubs/): its file is one that parity reads
/// and passes.
/// </summary>
public sealed class RecordReferenceTests
{
    private const string Python = "/usr/bin/python3";

    [SkippableFact]
    public void The_script_records_what_parity_compares()
    {
        Skip.IfNot(File.Exists(Python)
            && Run(null, "-c", "import torch").Code == 0, $"{Python} has no PyTorch (apt-get install python3-torch)");
        using var folder = new TemporaryFolder();
        var model = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");
        string[] clips = [folder.File("a.safetensors"), folder.File("b.safetensors")];
        using (var scope = NewDisposeScope())
        using (var golden = SafetensorsFile.Open(Path.Combine(Repository.Fixtures, "golden", "dev", "forward.safetensors")))
        {
            foreach (var (clip, name) in clips.Zip(["pixel_values_a", "pixel_values_b"]))
                SafetensorsWriter.Write(clip, [("pixel_values", golden.Read(name))]);
        }

        var reference = folder.File("reference.safetensors");
        var (code, output) = Run(
            Path.Combine(Repository.Root, "tests", "Claims.Tests", "Docs", "stubs"),
            [Path.Combine(Repository.Root, "docs", "tasks", "record_reference.py"), model, reference, .. clips]);
        code.Should().Be(0, output);

        using var vivit = Vivit.Load(model);
        var rows = ParityCheck.Run(vivit, reference, tolerance: 1e-5);
        rows.Should().HaveCount(2 * (1 + 13 + 12 + 12 + 12 + 1), "logits, hidden states, attention maps, both updates, last hidden state");
        rows.Should().OnlyContain(row => row.Within);
    }

    private static (int Code, string Output) Run(string? modules, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        if (modules is not null)
            start.Environment["PYTHONPATH"] = modules;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
