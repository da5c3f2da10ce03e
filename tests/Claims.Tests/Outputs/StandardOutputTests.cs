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
        var (code, _, error) = Run(["inspect", Tiny, "--json", "/dev/full"]);
        (code, error.Split('\n')[0]).Should().Be((3, "claims: /dev/full: cannot be written (No space left on device : '/dev/full'). "
            + "See that its folder is there, may be written to and has room, or give another place."));
        (code, error) = Native.ChildRun.Of("sh", ["-c", $"dotnet '{Cli}' list 2>&1 >/dev/full"]);
        code.Should().Be(3);
        error.Should().StartWith("claims: A file cannot be read or written (No space left on device).").And.NotContain("   at ");
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
