using Claims.Checkpoints.Folders;
using Claims.Common;
using Claims.Model;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Model;
using Claims.Video.Preprocessing;
using static TorchSharp.torch;

namespace Claims.Tests.Checkpoints;

public sealed class CheckpointWriterTests
{
    private static readonly VivitConfig Config =
        SmallVivit.Config(activation: Activation.Gelu, qkvBias: false) with
        {
            LayerNormEps = 1e-12,
            Labels = ["a \"quoted\" class", "ö", "c"]
        };

    [Theory]
    [MemberData(nameof(Preprocessors))]
    public void What_is_written_is_read_back(Preprocessor preprocessor)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var weights = RandomWeights.Of(Config, 3);

        VivitCheckpoint.Write(folder.File("model"), Config, weights, preprocessor);

        using var vivit = Vivit.Load(folder.File("model"));
        vivit.Config.Should().BeEquivalentTo(Config);
        Preprocessor.Read(folder.File("model")).Should().Be(preprocessor);
        using var model = new Vivit(Config, weights);
        using var expected = model.Run(SmallVivit.Clip(Config, 1));
        using var found = vivit.Run(SmallVivit.Clip(Config, 1));
        found.Logits.Equals(expected.Logits).Should().BeTrue();
    }

    public static TheoryData<Preprocessor> Preprocessors() =>
    [
        new Preprocessor(),
        new Preprocessor { ShortestEdge = null, Crop = null, Mean = null },
        new Preprocessor { ShortestEdge = null, Size = new(6, 8), Crop = new(6, 6), Offset = false, Mean = (0.1f, 0.2f, 0.3f),
            Std = (0.4f, 0.5f, 0.6f), Filter = Resample.Bicubic },
        new Preprocessor { ShortestEdge = 7, RescaleFactor = null },
    ];

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one", "two" })
        {
            using var weights = RandomWeights.Of(Config, 3);
            VivitCheckpoint.Write(folder.File(name), Config, weights, new Preprocessor());
        }
        string[] files = ["config.json", "model.safetensors", "preprocessor_config.json"];
        Directory.EnumerateFiles(folder.File("one")).Select(Path.GetFileName).Should().BeEquivalentTo(files);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(folder.File("one"), file)).Should()
                .Equal(File.ReadAllBytes(Path.Combine(folder.File("two"), file)));
    }

    [Fact]
    public void A_folder_that_could_not_be_filled_does_not_appear()
    {
        using var folder = new TemporaryFolder();
        var failing = () => CheckpointWriter.WriteWhole(folder.File("model"), whole =>
        {
            Directory.CreateDirectory(whole);
            File.WriteAllText(Path.Combine(whole, "config.json"), "half");
            throw new IOException("no room");
        });
        failing.Should().Throw<MissingException>().WithMessage("*model*no room*");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Who_comes_second_leaves_the_firsts_folder()
    {
        using var folder = new TemporaryFolder();
        CheckpointWriter.WriteWhole(folder.File("model"), whole =>
        {
            Directory.CreateDirectory(whole);
            Directory.CreateDirectory(folder.File("model"));
            File.WriteAllText(Path.Combine(folder.File("model"), "first"), "");
        });
        Directory.EnumerateFileSystemEntries(folder.Path).Should().Equal(folder.File("model"));
        File.Exists(Path.Combine(folder.File("model"), "first")).Should().BeTrue();
    }

    [Fact]
    public void A_place_that_cannot_be_is_named()
    {
        using var folder = new TemporaryFolder();
        using var weights = RandomWeights.Of(Config, 3);
        var file = folder.Write("file", "");
        var write = () => VivitCheckpoint.Write(Path.Combine(file, "model"), Config, weights, new Preprocessor());
        write.Should().Throw<BadInputException>().WithMessage("*file*model*cannot be made*");
    }
}
