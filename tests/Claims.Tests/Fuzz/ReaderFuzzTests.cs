using System.Text;
using Claims.Cli.MeasureCommand;
using Claims.Common;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Json;
using Claims.Measurements.Arrays;
using Claims.Model.Architectures.Vivit;
using Claims.Pairs;
using Claims.Report;
using Claims.Subjects.Files;
using Claims.Tests.Subjects;
using Claims.Tests.Video;
using Claims.Verdicts;
using Claims.Verifications;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sampling;

namespace Claims.Tests.Fuzz;

/// <summary>
/// Every reader of files that somebody else may have made, on files changed at random: what comes of one is what it says, or an error that
/// a user can do something about, within 5 seconds of work and 512 MiB; a file from an earlier run may also be passed over. Tensor files
/// and films have fuzzes of their own (MutationTests, MutatedHeaderTests).
/// </summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private const int Some = 400, Many = 100_000;

    // An image is decoded twice by a program of its own, some 50 ms each.
    private const int SomeImages = 24, ManyImages = 10_000;

    private static readonly ClipOptions Frames = new()
    {
        Frames = 8,
        ImageSize = null,
        Preprocessor = new Preprocessor { ShortestEdge = null, Crop = null },
        Choice = new FrameChoice.Uniform(),
        TimeLimit = TimeSpan.FromSeconds(20),
    };

    private static readonly Dictionary<string, (string Name, Func<byte[]> Whole, Func<byte[], uint, byte[]> Change, Action<string> Read)>
        Readers = new()
        {
            ["config"] = ("config.json", () => OfTiny("config.json"), Changed.Json,
                path => VivitConfig.Read(path).Tokens.Should().BePositive()),
            ["processor"] = ("preprocessor_config.json", () => OfTiny("preprocessor_config.json"), Changed.Json,
                path => Preprocessor.Read(path)),
            ["nested processor"] = ("processor_config.json", NestedProcessor, Changed.Json,
                path => Preprocessor.Read(Path.GetDirectoryName(path)!)),
            ["subject"] = ("s.json", () => Encoding.UTF8.GetBytes(SubjectBySeed), Changed.Json, ReadSubject),
            ["subject of files"] = ("s.json", () => Encoding.UTF8.GetBytes(SubjectOfFiles), Changed.Json, ReadSubject),
            ["expectations"] = ("e.json", () => Encoding.UTF8.GetBytes(Expected), Changed.Json, path => ExpectationsFile.Read(path, "s")),
            ["history"] = ("h.jsonl", History, Changed.Json, path => HistoryFile.Read(path)),
            ["boxes"] = ("clip.objects.json", () => Encoding.UTF8.GetBytes(Boxes), Changed.Json,
                path => ObjectsFile.Beside(new ThreeFrames(path[..^".objects.json".Length]))),
            ["npy"] = ("clip.npy", () => File.ReadAllBytes(RealFilesTests.Of("clip.npy")), (whole, seed) => Changed.Bytes(whole, seed, 128),
                path => Clip.Open(path, Frames).Dispose()),
            ["list of clips"] = ("clips.csv", () => "clip,outcome,scene\na.npy,\"strike, \"\"hard\"\"\",1\nb.npy,gutter,2\n"u8.ToArray(),
                (whole, seed) => Changed.Bytes(whole, seed), path => ClipList.Open(path, Checkpoints.Golden.Tiny, new())),
            ["results of a run"] = ("results.json", () => Encoding.UTF8.GetBytes(Results), Changed.Json, ReadResults),
        };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Some_changed_files(string kind) => Fuzz(kind, Some);

    // Some minutes for each kind.
    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Category", "slow")]
    public void Many_changed_files(string kind) => Fuzz(kind, Many);

    [Fact]
    public void Some_changed_pairs_of_an_interrupted_run() => FuzzKept(Some);

    [Fact]
    [Trait("Category", "slow")]
    public void Many_changed_pairs_of_an_interrupted_run() => FuzzKept(Many);

    [SkippableFact]
    public void Some_changed_images() => FuzzImages(SomeImages);

    // About 20 minutes on 2 cores.
    [SkippableFact]
    [Trait("Category", "slow")]
    public void Many_changed_images() => FuzzImages(ManyImages);

    private void Fuzz(string kind, int files)
    {
        var (name, whole, change, read) = Readers[kind];
        var bytes = whole();
        File.WriteAllBytes(_folder.File(name), bytes);
        Try(() => read(_folder.File(name)), kind, "unchanged");
        for (var seed = 0u; seed < files; seed++)
        {
            File.WriteAllBytes(_folder.File(name), change(bytes, seed));
            Try(() => read(_folder.File(name)), kind, $"seed {seed}");
        }
    }

    private void FuzzKept(int files)
    {
        var store = new PairStore(_folder.Path, TinySubject.Of(), [TinySubject.Place], new VerificationOptions());
        var pair = new MeasuredPair("a", "a.mp4", "aa", "b.mp4", "bb", new Dictionary<string, IReadOnlyList<Numbers>>
        {
            ["place"] = [new Numbers("place", "%", [new Axis("layer", ["0", "1"])], [1, double.NaN])],
        })
        { ClipNotes = [new("a.mp4", "a note")] };
        store.Keep(pair);
        store.Find(pair)!.ClipNotes.Should().Equal(pair.ClipNotes);
        var path = Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories).Single();
        var whole = File.ReadAllBytes(path);
        for (var seed = 0u; seed < files; seed++)
        {
            File.WriteAllBytes(path, Changed.Json(whole, seed));
            Try(() => store.Find(pair)?.Numbers.Values.Should().NotContain(all => all.Contains(null!)), "kept pair", $"seed {seed}");
        }
    }

    private void FuzzImages(int files)
    {
        TestVideo.Needed();
        string[] images = ["f1.png", "a.jpg", "a.bmp"];
        File.Copy(RealFilesTests.Of("odd-size/f1.png"), _folder.File("f1.png"));
        foreach (var image in images[1..])
            TestVideo.Make(_folder.File(image), "32x32", 1, "-frames:v 1");
        for (var seed = 0u; seed < files; seed++)
        {
            var folder = Directory.CreateDirectory(_folder.File("frames"));
            var image = images[seed % images.Length];
            File.WriteAllBytes(Path.Combine(folder.FullName, image), Changed.Bytes(File.ReadAllBytes(_folder.File(image)), seed));
            Try(() => Clip.Open(folder.FullName, Frames).Dispose(), image, $"seed {seed}");
            folder.Delete(recursive: true);
        }
    }

    private static void Try(Action read, string kind, string which)
    {
        try
        {
            Checkpoints.Golden.Bounded(() =>
            {
                try
                {
                    read();
                }
                catch (MissingException)
                {
                    // What it names is not on this machine.
                }
            });
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"{kind}, {which}: {e}");
        }
    }

    private static void ReadResults(string path)
    {
        RunIdentity.Read(path);
        RunIdentity.PixelsIn(path);
    }

    private static void ReadSubject(string path)
    {
        var file = SubjectFile.Read(path, new SubjectPlaces { Variable = _ => null });
        file.HeldOut();
        file.Discovery();
    }

    private static byte[] OfTiny(string name) => File.ReadAllBytes(Path.Combine(Checkpoints.Golden.Tiny, name));

    private static byte[] NestedProcessor() =>
        Encoding.UTF8.GetBytes($$"""{ "processor_class": "X", "video_processor": {{Encoding.UTF8.GetString(OfTiny("preprocessor_config.json"))}} }""");

    private static string SubjectBySeed => $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Checkpoints.Golden.Tiny}}", "hub": "a/b", "target": "bowling", "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "other_scene": "alley:{seed+100000}:gutter", "held_out": "1-8", "discovery": "11-18" }, "expectations": "e.json" }""";

    private static string SubjectOfFiles => $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{Checkpoints.Golden.Tiny}}", "pairs": [ { "name": "a", "clean": "a.mp4", "corrupt": "$CLAIMS_B" }, { "name": "b", "clean": "c.mp4", "corrupt": "d.mp4", "other_scene": "e.mp4" } ], "discovery_pairs": [ { "name": "c", "clean": "f.mp4", "corrupt": "g.mp4" } ], "frames": "seeded:42:4", "stream": 1, "time_limit": 2.5 }""";

    private const string Expected = """
        { "schema": "claims-expectations/2", "subject": "s", "papers_own": false, "derived_from": { "claims_version": "1", "seed": 42, "device": "cpu", "dtype": "float32", "model": { "config.json": "aa" }, "pairs": [ { "name": "seed 1", "clean_sha256": "a", "corrupt_sha256": "b", "other_scene_sha256": "c" } ], "frames": "uniform" }, "claims": [ { "claim": "MLP-SHARE", "form": "reproduce", "expected": "not_refuted", "reason": "because", "pairs": 32, "pairs_to_decide": 200, "probabilities": { "holds": 0.5, "inconclusive": 0.5 }, "numbers": [ { "check": "n", "unit": "%", "low": 1.5, "high": 2e3, "margin": 0.5 } ] }, { "claim": "MLP-SHARE", "form": "controlled", "expected": "holds", "reason": null } ] }
        """;

    private const string Boxes = """{"ball": {"0": [0, 0, 96, 64], "1": [1, 1, 2, 2]}, "hole": {"0": [0, 0, 8, 64]}}""";

    private const string Results = """
        { "schema": "claims-results/2", "subject": { "name": "s", "model": [ { "name": "config.json", "sha256": "aa" } ] }, "device": "cpu", "dtype": "float32", "seed": 42, "verdicts": [ { "claim": "MLP-SHARE" } ], "pairs": [ { "name": "a", "clean": "a.mp4", "clean_sha256": "aa", "corrupt": "b.mp4", "corrupt_sha256": "bb", "other_scene": null, "other_scene_sha256": null } ] }
        """;

    private static byte[] History()
    {
        var record = new HistoryRecord(HistoryRecord.CurrentSchema, "2026-01-31", "tiny", new Dictionary<string, string> { ["w"] = "aa" },
            new Dictionary<string, string> { ["w"] = "bb" }, 42, new Dictionary<string, string> { ["claims"] = "1" }, Decision.Drifted,
            [new("MIDDLE", Form.Reproduce, Verdict.Holds, Verdict.Refuted, Decision.Drifted,
                [new("gone", "%", 1, double.NaN, double.NaN, double.NaN, 0.5, Decision.NotComparable)])]);
        return [.. JsonReport.Line(record), .. JsonReport.Line(record)];
    }

    private sealed class ThreeFrames(string source) : IFrameSource
    {
        public ClipSource Info { get; } = new(source, "video", 3, 64, 96);

        public IReadOnlyList<Annotation> Annotations => [];

        public void Read(IReadOnlyList<int> indices, FrameSink sink, CancellationToken cancellation)
        {
        }
    }
}
