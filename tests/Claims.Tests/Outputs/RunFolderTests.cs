using Claims.Cli.Output;

namespace Claims.Tests.Outputs;

/// <summary>No run's results take the place of another run's, unless that is asked for.</summary>
public sealed class RunFolderTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    private readonly TemporaryFolder _folder = new();

    public RunFolderTests() => Subject("s.json", "1-8");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_of_other_weights_clips_options_or_fewer_claims_is_refused_before_any_work()
    {
        Verify("--claim", "DLA-IDENTITY,SAME-LABEL").Code.Should().NotBe(ExitCode.BadInput);
        var before = Held();
        Refused("of 2 claims, 1 of which is not tried now", "--claim", "DLA-IDENTITY");
        Refused("of seed 42, not 7", "--claim", "DLA-IDENTITY,SAME-LABEL", "--seed", "7");
        Refused("computed in float32, not in float64", "--claim", "DLA-IDENTITY,SAME-LABEL", "--dtype", "float64");
        Refused("of other weights, ", "--claim", "DLA-IDENTITY,SAME-LABEL", "--model", OtherModel());
        Subject("s.json", "1-9");
        Refused("of other clips", "--claim", "DLA-IDENTITY,SAME-LABEL");
        Held().Should().Equal(before);

        Verify("--claim", "DLA-IDENTITY,SAME-LABEL", "--force").Code.Should().NotBe(ExitCode.BadInput);
        Held().Should().NotEqual(before, "it was asked for");

        void Refused(string why, params string[] arguments)
        {
            var (code, _, error) = Verify(arguments);
            error.Should().Contain($"holds results {why}").And.Contain("Give another --out, or --force to replace them.");
            code.Should().Be(ExitCode.BadInput);
        }
    }

    [Fact]
    public void The_same_run_again_and_one_of_more_claims_replace_it()
    {
        Verify("--claim", "DLA-IDENTITY");
        var before = Held();
        Verify("--claim", "DLA-IDENTITY").Code.Should().NotBe(ExitCode.BadInput);
        Held().Should().Equal(before);
        Verify("--claim", "DLA-IDENTITY,SAME-LABEL").Code.Should().NotBe(ExitCode.BadInput);
        Held().Should().NotEqual(before);
    }

    [Fact]
    public void A_model_that_is_not_there_leaves_what_was_measured()
    {
        Verify("--claim", "DLA-IDENTITY", "--model", _folder.File("typo")).Code.Should().Be(ExitCode.Missing);
        File.ReadAllText(_folder.File("out/results.json")).Should().Contain("not_run", "nothing was lost by it");
        Verify("--claim", "DLA-IDENTITY").Code.Should().NotBe(ExitCode.BadInput, "nothing was measured there");
        var before = Held();
        var (code, _, error) = Verify("--claim", "DLA-IDENTITY", "--model", _folder.File("typo"));
        code.Should().Be(ExitCode.Missing);
        error.Should().Contain("out stay as they are");
        Held().Should().Equal(before);
    }

    [Fact]
    public void A_results_json_of_something_else_is_not_replaced()
    {
        Directory.CreateDirectory(_folder.File("out"));
        File.WriteAllText(_folder.File("out/results.json"), "[1]");
        Verify("--claim", "DLA-IDENTITY").Error.Should().Contain("holds results that cannot be read as a run's");
        File.ReadAllText(_folder.File("out/results.json")).Should().Be("[1]");
    }

    [SkippableFact]
    public void Without_a_folder_each_model_and_option_has_its_own_and_latest_leads_to_the_last()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        var before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(_folder.Path);
        try
        {
            var own = Drift();
            var seeded = Drift("--seed", "7");
            seeded.Should().Be(own + "-seed7");
            var other = DriftTo(OtherModel(), []);
            other.Split('-')[0].Should().Be(own.Split('-')[0]);
            other.Should().NotBe(own);
            Directory.EnumerateDirectories(Path.Combine("out", "s-drift")).Select(Path.GetFileName).Should()
                .BeEquivalentTo(own, seeded, other, "latest");
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }

        string Drift(params string[] arguments) => DriftTo(Tiny, arguments);

        string DriftTo(string candidate, string[] arguments)
        {
            CapturedRun.Of(["drift", "--subject", "s.json", "--candidate", candidate, "--claim", "DLA-IDENTITY", "--device", "cpu",
                .. arguments]).Code.Should().BeOneOf(ExitCode.AsExpected, ExitCode.NotAsExpected);
            var latest = Directory.ResolveLinkTarget(Path.Combine("out", "s-drift", "latest"), returnFinalTarget: false)!.FullName;
            File.Exists(Path.Combine(latest, "results.json")).Should().BeTrue();
            return Path.GetFileName(latest);
        }
    }

    [Fact]
    public void Places_are_tried_before_the_work()
    {
        File.WriteAllText(_folder.File("file"), "");
        Verify("--claim", "DLA-IDENTITY", "--json", _folder.File("none/x.json")).Code.Should().Be(ExitCode.BadInput);
        Verify("--claim", "DLA-IDENTITY", "--json", _folder.File("file/x.json")).Code.Should().Be(ExitCode.BadInput);
        Directory.Exists(_folder.File("out")).Should().BeFalse();
        Verify("--claim", "DLA-IDENTITY", "--json", _folder.File("out/again.json")).Code.Should()
            .NotBe(ExitCode.BadInput, "the folder is made first");
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-02-30")]
    [InlineData("31.1.2026")]
    [InlineData("2026-01-31T10:00")]
    public void A_date_is_a_day(string date)
    {
        var (code, _, error) = Verify("--claim", "DLA-IDENTITY", "--date", date);
        code.Should().Be(ExitCode.BadInput);
        error.Should().Contain($"--date \"{date}\" is no day. Write it as 2026-01-31.");
    }

    private (int Code, string Output, string Error) Verify(params string[] arguments) => CapturedRun.Of(
        ["verify", "--subject", _folder.File("s.json"), "--device", "cpu", "--out", _folder.File("out"), .. arguments]);

    private string[] Held() => [.. new[] { "results.json", "results.md", "numbers.parquet" }
        .Select(name => Convert.ToHexString(File.ReadAllBytes(_folder.File($"out/{name}"))))];

    // The same function, written down with another name for a class.
    private string OtherModel()
    {
        var copy = Directory.CreateDirectory(_folder.File("other")).FullName;
        foreach (var file in Directory.EnumerateFiles(Tiny))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        File.AppendAllText(Path.Combine(copy, "config.json"), "\n");
        return copy;
    }

    private void Subject(string name, string heldOut) => File.WriteAllText(_folder.File(name), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Tiny}}", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "{{heldOut}}", "discovery": "11-18" } }""");
}
