using System.Text.Json;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Drift.History;
using Claims.Model.Architectures.Vivit;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Tests.Drift;

/// <summary>`claims drift` and `claims history` through the command line: exit codes, and what is left behind.</summary>
public sealed class DriftVerbTests
{
    private static readonly string Model = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    [Fact]
    public void Exit_code_0_where_nothing_drifted_and_1_where_something_did_and_both_are_recorded()
    {
        using var folder = new TemporaryFolder();
        Drift(folder, Model, "--date", "2026-01-30").Should().Be(ExitCode.AsExpected);
        Drift(folder, Scaled(folder, 2), "--date", "2026-01-31").Should().Be(ExitCode.BadInput, "it is another comparison's folder");
        Drift(folder, Scaled(folder, 2), "--date", "2026-01-31", "--force").Should().Be(ExitCode.NotAsExpected);

        using var results = JsonDocument.Parse(File.ReadAllBytes(folder.File("out/results.json")));
        results.RootElement.GetProperty("decision").GetString().Should().Be("drifted");
        results.RootElement.GetProperty("components")[0].GetProperty("name").GetString().Should().Be("classifier");
        results.RootElement.GetProperty("claims")[0].GetProperty("quantities")[0].GetProperty("decision").GetString().Should()
            .Be("drifted");
        File.ReadAllText(folder.File("out/results.md")).Should()
            .StartWith("# Drift on s: Drifted").And.Contain("classifier: 100 % of its weights' norm");
        Directory.EnumerateFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Should()
            .BeEquivalentTo("results.json", "results.md");

        HistoryFile.Read(folder.File("history.jsonl")).Records.Select(record => $"{record.Date} {record.Decision}").Should()
            .Equal("2026-01-30 Equivalent", "2026-01-31 Drifted");
        CommandLine.Run(["history", folder.File("history.jsonl")]).Should().Be(ExitCode.AsExpected);
    }

    [Fact]
    public void The_same_comparison_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var candidate = Scaled(folder, 1.01);
        var runs = Enumerable.Range(0, 2).Select(_ =>
        {
            Drift(folder, candidate);
            return (File.ReadAllText(folder.File("out/results.json")), File.ReadAllText(folder.File("out/results.md")));
        }).ToArray();
        runs[0].Should().Be(runs[1]);
    }

    [Fact]
    public void Exit_code_1_for_what_is_inconclusive_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        // On 8 pairs no share can be sure to be the same.
        Drift(folder, Model, "--claim", "SAME-LABEL").Should().Be(ExitCode.AsExpected);
        Drift(folder, Model, "--claim", "SAME-LABEL", "--fail-on", "inconclusive").Should().Be(ExitCode.NotAsExpected);
    }

    [Fact]
    public void Exit_code_2_where_the_input_is_bad()
    {
        using var folder = new TemporaryFolder();
        Drift(folder, Model, "--fail-on", "anything").Should().Be(ExitCode.BadInput);
        Drift(folder, Model, "--claim", "NONSENSE").Should().Be(ExitCode.BadInput);
        Drift(folder, Model, "--record", folder.File("none/history.jsonl")).Should().Be(ExitCode.BadInput);
        CommandLine.Run(["drift"]).Should().Be(ExitCode.BadInput, "there is no candidate");
        CommandLine.Run(["history", folder.File("none")]).Should().Be(ExitCode.BadInput);
    }

    [Fact]
    public void Exit_code_3_where_a_model_is_not_here()
    {
        using var folder = new TemporaryFolder();
        Drift(folder, folder.File("none")).Should().Be(ExitCode.Missing);
    }

    [Fact]
    public void A_candidate_that_cannot_be_read_is_told_before_the_baseline_is_measured()
    {
        using var folder = new TemporaryFolder();
        var misfit = Scaled(folder, 2);
        var config = Path.Combine(misfit, "config.json");
        File.WriteAllText(config, File.ReadAllText(config)
            .Replace("\"intermediate_size\": 192", "\"intermediate_size\": 96", StringComparison.Ordinal));
        Drift(folder, misfit).Should().Be(ExitCode.BadInput, "its weights are not those of its configuration");
        Directory.Exists(folder.File("out")).Should().BeFalse("no pair was measured, and none is kept");
    }

    private static int Drift(TemporaryFolder folder, string candidate, params string[] more)
    {
        File.WriteAllText(folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Model}}", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "held_out": "1-8", "discovery": "11-18" } }""");
        string[] claim = more.Contains("--claim") ? [] : ["--claim", "DLA-IDENTITY"];
        string[] record = more.Contains("--record") ? [] : ["--record", folder.File("history.jsonl")];
        return CommandLine.Run(
            ["drift", "--baseline", Model, "--candidate", candidate, "--subject", folder.File("s.json"), "--device", "cpu", "--out",
                folder.File("out"), .. claim, .. record, .. more]);
    }

    // The classifier times a factor.
    private static string Scaled(TemporaryFolder folder, double factor)
    {
        using var scope = NewDisposeScope();
        using var vivit = Vivit.Load(Model);
        var named = vivit.Weights.Named();
        using var weights =
            VivitWeights.From(vivit.Config, name =>
                name.StartsWith("classifier", StringComparison.Ordinal) ? named[name] * factor : named[name].clone());
        VivitCheckpoint.Write(folder.File("scaled"), vivit.Config, weights, Preprocessor.Read(Model));
        return folder.File("scaled");
    }
}
