using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Json;
using Claims.Verdicts;

namespace Claims.Tests.Outputs;

/// <summary>Files that name their classes, clips and subjects after commands, through verbs and reports.</summary>
public sealed partial class HostileVerbTests : IDisposable
{
    private static readonly string Golden = Path.Combine(Repository.Fixtures, "golden", "dev");

    // Cut into names for ten classes, so that each hostile part is in one.
    private static readonly string[] Names =
        [.. HostileNames.All.Chunk((HostileNames.All.Count + 9) / 10).Select((parts, i) => $"{string.Concat(parts)}{i}")];

    // In Markdown, outside of code spans: whatever is not escaped.
    private const string Markup = "(?<!\\\\)<img|(?<!\\\\)\\[a\\]|##\\[command|\\n::error|\\n# H";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_in_measure_and_inspect()
    {
        var model = Model();
        string[] pair = ["--model", model, "--device", "cpu", "--clean", $"{Golden}/forward.safetensors#pixel_values_a", "--corrupt",
            $"{Golden}/forward.safetensors#pixel_values_b"];
        var csv = _folder.File("n.csv");
        MustBeHarmless(CapturedRun.Of(["measure", "logits", .. pair, "--csv", csv, "--json", _folder.File("n.json")]), 0);
        foreach (var line in File.ReadAllText(csv).Split('\n'))
            PrintedTests.MustBeHarmless(line);
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("n.json")));
        MustBeHarmless(CapturedRun.Of(["measure", "logits", .. pair, "--target", "\n::error::no such class"]), 2);
        MustBeHarmless(CapturedRun.Of("inspect", model), 0);
    }

    [Fact]
    public void Subjects_and_their_reports()
    {
        var subject = Subject(Names[^1]);
        MustBeHarmless(CapturedRun.Of("verify", "--subject", subject, "--claim", "DLA-IDENTITY", "--device", "cpu", "--out",
            _folder.File("out")), 0, 1);
        MustBePage(File.ReadAllText(_folder.File("out/results.html")), "<img|##\\[command|\\n::error");
        MustBePage(File.ReadAllText(_folder.File("out/results.md")), Markup);
        File.ReadAllText(_folder.File("out/results.md")).Should().Contain("``./claims verify --subject '", "a span that holds a backtick");
        MustBeHarmless(CapturedRun.Of("verify", "--subject", subject, "--claim", "DLA-IDENTITY", "--model", Names[0]), 3);
        MustBeHarmless(CapturedRun.Of("drift", "--subject", subject, "--candidate", Model(), "--claim", "DLA-IDENTITY", "--device", "cpu",
            "--out", _folder.File("drift")), 0, 1);
        MustBePage(File.ReadAllText(_folder.File("drift/results.md")), Markup);
    }

    [Fact]
    public void A_history()
    {
        var record = new HistoryRecord(HistoryRecord.CurrentSchema, Names[0], Names[1],
            new Dictionary<string, string> { ["model.safetensors"] = Names[2] },
            new Dictionary<string, string> { ["model.safetensors"] = Names[3] }, 42,
            new Dictionary<string, string> { [Names[4]] = Names[5] }, Decision.Drifted,
            [.. Names.Select(name => new HistoryClaim(name, Form.Reproduce, Verdict.Holds, Verdict.Refuted, Decision.Drifted, []))]);
        File.WriteAllBytes(_folder.File("h.jsonl"), JsonReport.Line(record));
        MustBeHarmless(CapturedRun.Of("history", _folder.File("h.jsonl")), 0);
        File.AppendAllText(_folder.File("h.jsonl"), "{ \"schema\": \"\\n::error::x\\u001b[2J\" }\n");
        MustBeHarmless(CapturedRun.Of("history", _folder.File("h.jsonl")), 2);
    }

    [Fact]
    public void What_is_typed_and_not_understood()
    {
        foreach (var name in HostileNames.All.Concat(Names).Where(name => name.Length > 0))
        {
            MustBeHarmless(CapturedRun.Of("verify", "--subject", $"x{name}"), 2);
            MustBeHarmless(CapturedRun.Of("show", $"x{name}"), 2);
            MustBeHarmless(CapturedRun.Of("clip", $"x{name}", "--frames", "uniform"), 2, 3);
            MustBeHarmless(CapturedRun.Of("verify", "--date", name), 2);
            MustBeHarmless(CapturedRun.Of($"x{name}"), 2);
        }
    }

    private static void MustBeHarmless((int Code, string Output, string Error) run, params int[] codes)
    {
        run.Code.Should().BeOneOf(codes, run.Error);
        foreach (var line in $"{run.Output}\n{run.Error}".Split('\n'))
            PrintedTests.MustBeHarmless(line.Replace('\t', ' '));
    }

    private static void MustBePage(string page, string never)
    {
        page.Split('\n').Any(line => line.Any(char.IsControl)).Should().BeFalse();
        CodeSpan().Replace(page, "").Should().NotMatchRegex(never);
    }

    [GeneratedRegex("(`+)[^`](.*?[^`])?\\1(?!`)")]
    private static partial Regex CodeSpan();

    private string Model()
    {
        var copy = Directory.CreateDirectory(_folder.File("model")).FullName;
        foreach (var file in Directory.EnumerateFiles($"{Golden}/vivit-tiny"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(copy, "config.json")))!.AsObject();
        config["id2label"] = new JsonObject(Names.Select((name, i) => KeyValuePair.Create($"{i}", (JsonNode?)WholePairs(name))));
        config.Remove("label2id");
        File.WriteAllText(Path.Combine(copy, "config.json"), config.ToJsonString());
        return copy;
    }

    private string Subject(string name)
    {
        var subject = new JsonObject
        {
            ["schema"] = "claims-subject/1",
            ["name"] = "s",
            ["description"] = WholePairs(string.Concat(Names)),
            ["model"] = Model(),
            ["pairs"] = new JsonArray([.. Enumerable.Range(1, 8).Select(seed => new JsonObject
            {
                ["name"] = WholePairs($"{name}{seed}"),
                ["clean"] = $"alley:{seed}:strike",
                ["corrupt"] = $"alley:{seed}:gutter",
            })]),
        };
        var path = _folder.File("x`<img src=x>`# H.json");
        File.WriteAllText(path, subject.ToJsonString());
        return path;
    }

    // A half of a surrogate pair is no text in JSON.
    private static string WholePairs(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
