using System.Text.Json;
using Claims.Cli.Output;
using Claims.Drift;
using Claims.Drift.Reports;
using Claims.Pairs;
using Claims.Report;
using Claims.Subjects;
using Claims.Tests.Outputs;
using Claims.Tests.Video;
using Claims.Verifications;

namespace Claims.Tests.Subjects;

/// <summary>What is odd about a clip is told wherever verdicts on it are, once.</summary>
public sealed class ClipNotesTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_clip_of_two_pairs_is_told_once_and_with_many_how_many_more_there_are()
    {
        var result = Verification.Run(Noted(), [TinySubject.Middle]);
        result.ClipNotes.Should().HaveCount(11, "ten corrupt clips, and one clean one of all pairs").And.OnlyHaveUniqueItems();
        ClipNoteLines.Of(result.ClipNotes).Should().HaveCount(6).And.StartWith("clean: shared").And.EndWith("and 6 more: results.json");
        ClipNoteLines.Of([.. result.ClipNotes.Take(5)]).Should().HaveCount(5).And.NotContain(line => line.Contains("more"));

        Results.Write(result, _folder.Path);
        foreach (var page in new[] { "results.md", "results.html" })
            File.ReadAllText(_folder.File(page)).Should().Contain("clean: shared").And.Contain("and 6 more: results.json");
        Notes("results.json").Should().Equal(result.ClipNotes);

        Results.Write(Verification.Run(TinySubject.Of(), [TinySubject.Middle]), _folder.Path);
        File.ReadAllText(_folder.File("results.json")).Should().NotContain("clip_notes", "there are none");
    }

    [Fact]
    public void Pairs_that_an_interrupted_run_kept_have_theirs()
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;
        Measure measure = new("counted", runs =>
        {
            if (++taken == 4)
                stop.Cancel();
            return TinySubject.Place.Compute(runs);
        });
        var claim = Claim.That("COUNTED", "counted", "here").Reproduced("count", [measure], samples =>
            [Claims.Verdicts.Check.Of("n", "%", samples.At(measure, "place")).Above(0)]);
        var options = new VerificationOptions { Kept = _folder.Path, Cancellation = stop.Token };
        FluentActions.Invoking(() => Verification.Run(Noted(), [claim], options)).Should().Throw<OperationCanceledException>();
        Verification.Run(Noted(), [claim], options with { Cancellation = default }).ClipNotes.Should().HaveCount(11);
        taken.Should().Be(10, "four pairs were found");
    }

    [Fact]
    public void A_comparison_has_those_of_both_models()
    {
        var result = DriftBaseline.Measure(Noted(pairs: 8), [TinySubject.Middle]).Compare(Noted(pairs: 8, "after"));
        result.ClipNotes.Select(note => note.Note).Should().Contain(["shared", "after"]);
        DriftReport.Write(result, _folder.Path);
        File.ReadAllText(_folder.File("results.md")).Should().Contain("note: clean: shared").And.Contain("more: results.json");
        Notes("results.json").Should().Equal(result.ClipNotes);
    }

    [Fact]
    public void Verbs_tell_them_and_name_a_clip_by_its_variable()
    {
        var (clean, corrupt) = (Short("clean", 3), Short("corrupt", 4));
        Subject();
        using var named = new Variables(("CLAIMS_TEST_NOTED", clean));

        var (code, output, error) = Verify();
        code.Should().BeOneOf([ExitCode.AsExpected, ExitCode.NotAsExpected], error);
        output.Should().Contain("note: $CLAIMS_TEST_NOTED: the clip has 3 frames, the model takes 8")
            .And.Contain($"note: {corrupt}: the clip has 4 frames").And.NotContain(clean);
        foreach (var page in new[] { "results.json", "results.md", "results.html" })
        {
            File.ReadAllText(_folder.File($"out/{page}")).Should().Contain("CLAIMS").And.Contain("the clip has 3 frames")
                .And.NotContain(clean);
        }

        CapturedRun.Of("drift", "--subject", _folder.File("s.json"), "--candidate", Tiny, "--claim", "DLA-IDENTITY", "--device", "cpu",
            "--out", _folder.File("drift")).Output.Should().Contain("note: $CLAIMS_TEST_NOTED: the clip has 3 frames")
            .And.NotContain(clean);
        File.ReadAllText(_folder.File("drift/results.json")).Should().Contain("\"$CLAIMS_TEST_NOTED\"").And.NotContain(clean);
    }

    [Fact]
    public void Another_clip_of_the_same_variable_does_not_replace_the_first_ones_results()
    {
        Short("corrupt", 4);
        Subject();
        using var named = new Variables(("CLAIMS_TEST_NOTED", Short("one", 3)));
        Verify();
        var before = File.ReadAllBytes(_folder.File("out/results.json"));
        Verify().Output.Should().EndWith($"results in {_folder.File("out")}\n", "it is the same run");

        Environment.SetEnvironmentVariable("CLAIMS_TEST_NOTED", Short("two", 5));
        Verify().Output.Should().Contain($"results in {_folder.File("out")}-clips-");
        File.ReadAllBytes(_folder.File("out/results.json")).Should().Equal(before);
        Verify("--force").Output.Should().EndWith($"results in {_folder.File("out")}\n");
        File.ReadAllBytes(_folder.File("out/results.json")).Should().NotEqual(before);
    }

    private (int Code, string Output, string Error) Verify(params string[] arguments) => CapturedRun.Of(
        ["verify", "--subject", _folder.File("s.json"), "--claim", "DLA-IDENTITY", "--device", "cpu", "--out", _folder.File("out"),
            .. arguments]);

    private void Subject() => File.WriteAllText(_folder.File("s.json"), $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Tiny}}", "frames": "uniform", "pairs": [ { "name": "a", "clean": "$CLAIMS_TEST_NOTED", "corrupt": "corrupt.npy" } ] }""");

    private IReadOnlyList<ClipNote> Notes(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder.File(name)));
        return [.. json.RootElement.GetProperty("clip_notes").EnumerateArray()
            .Select(note => new ClipNote(note.GetProperty("clip").GetString()!, note.GetProperty("note").GetString()!))];
    }

    // Fewer frames than the model takes.
    private string Short(string name, int frames)
    {
        var whole = File.ReadAllBytes(RealFilesTests.Of("clip.npy"));
        var header = System.Text.Encoding.Latin1.GetString(whole[..128]).Replace("(8, 32", $"({frames}, 32", StringComparison.Ordinal);
        var values = whole[128..(128 + frames * 3072)];
        values[0] = (byte)frames;
        File.WriteAllBytes(_folder.File($"{name}.npy"), [.. System.Text.Encoding.Latin1.GetBytes(header), .. values]);
        return _folder.File($"{name}.npy");
    }

    private static Subject Noted(int pairs = 10, string note = "shared")
    {
        var subject = TinySubject.Of(pairs);
        return subject with
        {
            Pairs = [.. subject.Pairs.Select(pair => new SubjectPair(pair.Name,
                model => subject.Pairs[0].Clean(model) with { Source = "clean", Notes = [note] },
                model => pair.Corrupt(model) with { Notes = ["own"] }))],
        };
    }

    private sealed class Variables : IDisposable
    {
        private readonly (string Name, string Value)[] _set;

        public Variables(params (string Name, string Value)[] set)
        {
            _set = set;
            foreach (var (name, value) in set)
                Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var (name, _) in _set)
                Environment.SetEnvironmentVariable(name, null);
        }
    }
}
