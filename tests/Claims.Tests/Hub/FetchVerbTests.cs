using System.Diagnostics;
using System.Text.Json;
using Claims.Checkpoints.Hub;
using Claims.Cli;
using Claims.Cli.Choices;
using Claims.Cli.FetchCommand;
using Claims.Cli.Output;
using Claims.Subjects;

namespace Claims.Tests.Hub;

/// <summary>The program itself: `claims fetch`, and a name from the cache where a folder is expected.</summary>
public sealed class FetchVerbTests : IDisposable
{
    private readonly HubCase _case = new(golden: true);

    public FetchVerbTests()
    {
        _case.Hub.Repositories[ReleasedModel.Checkpoint.Name] = _case.Content;
        var clips = new HubRepositoryContent { Commit = new string('c', 40) };
        clips.Files[ReleasedModel.StrikeClip] = HubCase.Bytes(4000, 1);
        clips.Files[ReleasedModel.GutterClip] = HubCase.Bytes(4000, 2);
        _case.Hub.Repositories[ReleasedModel.Clips.ToString()] = clips;
    }

    public void Dispose() => _case.Dispose();

    [Fact]
    public void A_token_from_HF_HOME_is_sent()
    {
        _case.Hub.Token = "hf_secret";
        Directory.CreateDirectory(_case.File("home"));
        File.WriteAllText(_case.File("home/token"), "hf_secret\n");
        var (code, output, error) = Run(["fetch", ReleasedModel.Name, "--to", _case.File("mine")],
            ("HF_ENDPOINT", _case.Hub.Endpoint.AbsoluteUri));
        code.Should().Be(ExitCode.AsExpected, error);
        (output + error).Should().NotContain("hf_secret");
    }

    [Fact]
    public void It_goes_through_a_proxy_without_the_token_and_every_verb_takes_the_name()
    {
        Directory.CreateDirectory(_case.File("home"));
        File.WriteAllText(_case.File("home/token"), "hf_secret\n");
        var json = _case.File("fetched.json");

        // A host that only the proxy knows; what it redirects to is asked without it.
        var (code, output, error) = Run(["fetch", ReleasedModel.Name, "--json", json],
            ("HF_ENDPOINT", "http://hub.test"), ("HTTP_PROXY", _case.Hub.Endpoint.AbsoluteUri), ("NO_PROXY", "127.0.0.1"));

        code.Should().Be(ExitCode.AsExpected, error);
        error.Should().BeEmpty("a log hears of nothing that ends within a minute");
        output.Should().Contain($"google/vivit-b-16x2-kinetics400 at {_case.Content.Commit}").And.Contain("1,468,408 bytes  "
            + "model.safetensors  SHA-256").And.NotContain("hf_secret");
        _case.Hub.Requests.Should().Contain(request => request.Asked != null && request.Asked.StartsWith("http://hub.test/api/models/"));
        _case.Hub.Requests.Where(request => request.ToCdn).Should().OnlyContain(request => request.Asked == null);
        _case.Hub.Requests.Should().OnlyContain(request => request["Authorization"] == null, "the way to hub.test is open to all");
        var facts = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Directory.Exists(facts.GetProperty("checkpoint").GetProperty("folder").GetString()).Should().BeTrue();
        facts.GetProperty("clips").GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).Should()
            .Equal(ReleasedModel.StrikeClip, ReleasedModel.GutterClip);

        InTheCache(() =>
        {
            CommandLine.Run(["inspect", $"{ReleasedModel.Checkpoint.Name}@{_case.Content.Commit}", "--json", json]).Should()
                .Be(ExitCode.AsExpected);
            File.ReadAllText(json).Should().Contain("\"parameters\": 361498");
            CommandLine.Run(["doctor", "--json", json]);
            File.ReadAllText(json).Should().Contain($"{ReleasedModel.Checkpoint} in {_case.File("home")}").And
                .Contain($"{ReleasedModel.Clips} in {_case.File("home")}");
        });
    }

    [Fact]
    public void What_cannot_be_had_ends_with_missing() => InTheCache(() =>
        CommandLine.Run(["fetch", "google/none", "--endpoint", _case.Hub.Endpoint.AbsoluteUri, "--to", _case.File("x")]).Should()
            .Be(ExitCode.Missing));

    [Theory]
    [InlineData("nothing")]
    [InlineData("google/vivit", "--clips")]
    [InlineData("google/vivit", "--endpoint", "hub")]
    [InlineData("google/vivit", "--endpoint", "http://127.0.0.1:9", "--revision", "../x")]
    public void Bad_usage_is_told_before_anything_is_asked(params string[] arguments) =>
        CommandLine.Run(["fetch", .. arguments]).Should().Be(ExitCode.BadInput);

    [Theory]
    [InlineData("google/vivit-that-nobody-has")]
    [InlineData("google/vivit-that-nobody-has@v2")]
    public void A_name_that_the_cache_lacks_is_missing(string name) =>
        CommandLine.Run(["inspect", name]).Should().Be(ExitCode.Missing);

    [Fact]
    public void A_folder_comes_before_a_name() => Models.Folder(Repository.Fixtures).Should().Be(Repository.Fixtures);

    [Fact]
    public void The_bar_says_how_far_how_fast_and_how_long()
    {
        var file = new HubFile("model.safetensors", 354_000_000, HubHash.FromETag(new string('a', 64))!);
        FetchProgress.Line(new(file, 88_500_000), 44_250_000, TimeSpan.FromSeconds(5))
            .Should().Be("model.safetensors [#######.......................] 88.5 of 354.0 MB, 8.9 MB/s, 0:00:30 left");
        FetchProgress.Line(new(file, 0), 0, TimeSpan.Zero).Should().Be($"model.safetensors [{new string('.', 30)}] 0.0 of 354.0 MB");
    }

    private void InTheCache(Action act)
    {
        var before = Environment.GetEnvironmentVariable("HF_HOME");
        Environment.SetEnvironmentVariable("HF_HOME", _case.File("home"));
        try
        {
            act();
        }
        finally
        {
            Environment.SetEnvironmentVariable("HF_HOME", before);
        }
    }

    private (int Code, string Output, string Error) Run(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (
            var name in new[] { "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HUB_OFFLINE",
                "HF_ENDPOINT", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy" })
            start.Environment.Remove(name);
        start.Environment["HF_HOME"] = _case.File("home");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
