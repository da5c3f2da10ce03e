using System.Diagnostics;
using System.Text.Json;
using Claims.Common;

namespace Claims.Tests.Outputs;

/// <summary>`--json -`: standard output is the file's alone. In a process of its own, since a test has no standard output.</summary>
public sealed class StandardOutputTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("-")]
    [InlineData("/dev/stdout")]
    public void Nothing_else_is_on_it(string name)
    {
        Skip.If(name != "-" && OperatingSystem.IsWindows(), "there is no /dev");
        var (code, output, error) = Run(["inspect", Tiny, "--json", name]);
        code.Should().Be(0);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("parameters").GetInt64().Should().Be(361_498);
        error.Should().Contain("361,498 in 200 tensors", "what is for people has gone to the other stream");
        File.Exists(_folder.File("-")).Should().BeFalse();
    }

    [Fact]
    public void Two_files_at_once_are_refused_and_so_is_what_people_cannot_read()
    {
        string[] clips = ["--model", Tiny, "--clean", "a", "--corrupt", "b"];
        Run(["measure", "logits", .. clips, "--json", "-", "--csv", "-"]).Error.Should().Contain("-: is to be both --json and --csv.");
        Run(["clip", "alley:1", "--save", "-"]).Error.Should().Contain("--save cannot be standard output.");
        Run(["drift", "--candidate", "x", "--record", "-"]).Error.Should().Contain("--record cannot be standard output.");
    }

    [SkippableFact]
    public void A_full_output_is_told_in_a_sentence()
    {
        Skip.IfNot(FileKinds.Of("/dev/full", follow: false) == FileKind.Device, "there is no output here that is always full");
        // Through a link: a writer that replaced devices would break the machine's own.
        var full = _folder.File("full");
        File.CreateSymbolicLink(full, "/dev/full");
        var (code, _, error) = Run(["inspect", Tiny, "--json", full]);
        (code, error.Split('\n')[0]).Should().Be((3, $"claims: {full}: cannot be written (No space left on device : '{full}'). "
            + "See that its folder is there, may be written to and has room, or give another place."));
        (code, error) = Native.ChildRun.Of("sh", ["-c", $"dotnet '{Cli}' list 2>&1 >/dev/full"]);
        code.Should().Be(3);
        error.Should().StartWith("claims: A file cannot be read or written (No space left on device).").And.NotContain("   at ");
    }

    [SkippableFact]
    public void A_disk_that_fills_up_while_pairs_are_kept_is_a_sentence()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the shell's limit on files stands for a full disk");
        File.WriteAllText(_folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Tiny}}", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "1-8" } }""");
        // Blocks of 512 bytes or 1 KiB. .NET keeps its own code in a file unless it is told not to.
        var command = $"ulimit -f 8; exec dotnet '{Cli}' verify --subject '{_folder.File("s.json")}' --claim CASCADE,DLA-IDENTITY "
            + $"--device cpu --out '{_folder.File("out")}'";
        var (code, output) = Native.ChildRun.Of("sh", ["-c", command], ("DOTNET_EnableWriteXorExecute", "0"));
        output.Should().MatchRegex("claims: .*out/unfinished-.*: cannot be written \\(it is longer than a file may be here\\)\\. See that ")
            .And.NotContain("   at ").And.NotContain("Unhandled");
        code.Should().Be(3);
    }

    private static string Cli => Path.Combine(AppContext.BaseDirectory, "claims.dll");

    private (int Code, string Output, string Error) Run(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Cli, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
