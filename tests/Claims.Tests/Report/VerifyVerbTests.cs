using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;

namespace Claims.Tests.Report;

/// <summary>`claims verify`, `register`, `list` and `show` through the command line: exit codes, and what is left behind.</summary>
public sealed class VerifyVerbTests
{
    private static readonly string Model = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    [Fact]
    public void Exit_code_1_where_a_verdict_is_not_the_expected_one_and_0_where_all_are()
    {
        using var folder = new TemporaryFolder();
        var subject = Subject(folder, ", \"expectations\": \"e.json\"");
        Expectations(folder, "holds", "null");
        Verify(subject, folder).Should().Be(ExitCode.NotAsExpected, "the released model's logit is not this one's");
        Expectations(folder, "refuted", "\"it is another model\"");
        Verify(subject, folder).Should().Be(ExitCode.AsExpected);

        using var results = JsonDocument.Parse(File.ReadAllBytes(folder.File("out/results.json")));
        results.RootElement.GetProperty("verdicts")[0].GetProperty("verdict").GetString().Should().Be("refuted");
        results.RootElement.GetProperty("expectations").GetProperty("sha256").GetString().Should().HaveLength(64);
        Directory.EnumerateFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Should()
            .BeEquivalentTo("results.json", "results.md", "results.html", "numbers.parquet");
    }

    [Fact]
    public void Exit_code_3_where_the_subject_is_not_here()
    {
        using var folder = new TemporaryFolder();
        Verify(Subject(folder, model: "$CLAIMS_TEST_NOT_SET"), folder).Should().Be(ExitCode.Missing);
        File.ReadAllText(folder.File("out/results.json")).Should().Contain("\"not_run\"");
    }

    [Theory]
    [InlineData("verify", "--subject", "nonsense")]
    [InlineData("verify", "--claim", "NONSENSE")]
    [InlineData("verify", "--seed", "-1")]
    [InlineData("show", "NONSENSE")]
    [InlineData("register", "--subject", "vivit-b-16x2-kinetics400")]
    public void Exit_code_2_where_the_input_is_bad(params string[] arguments) => CommandLine.Run(arguments).Should().Be(ExitCode.BadInput);

    [Fact]
    public void Expectations_are_not_replaced_unasked()
    {
        using var folder = new TemporaryFolder();
        var subject = Subject(folder, ", \"expectations\": \"e.json\"");
        Expectations(folder, "holds", "null");
        var before = File.ReadAllBytes(folder.File("e.json"));
        CommandLine.Run(["register", "--subject", subject]).Should().Be(ExitCode.BadInput);
        File.ReadAllBytes(folder.File("e.json")).Should().Equal(before);
    }

    [Fact]
    public void Claims_are_listed_and_shown()
    {
        CommandLine.Run(["list"]).Should().Be(ExitCode.AsExpected);
        CommandLine.Run(["show", "mlp-share"]).Should().Be(ExitCode.AsExpected);
    }

    private static int Verify(string subject, TemporaryFolder folder) =>
        CommandLine.Run(["verify", "--subject", subject, "--claim", "DLA-IDENTITY", "--device", "cpu", "--out", folder.File("out")]);

    private static string Subject(TemporaryFolder folder, string more = "", string? model = null)
    {
        File.WriteAllText(folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{model ?? Model}}", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "1-8", "discovery": "11-18" }{{more}} }""");
        return folder.File("s.json");
    }

    private static void Expectations(TemporaryFolder folder, string verdict, string reason) => File.WriteAllText(folder.File("e.json"), $$"""
        { "schema": "claims-expectations/2", "subject": "s", "papers_own": true, "derived_from": null, "claims": [ { "claim": "DLA-IDENTITY", "form": "reproduce", "expected": "{{verdict}}", "reason": {{reason}} } ] }
        """);
}
