using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Claims.Alley.Training;
using Claims.Cli;
using Claims.Cli.Output;
using Claims.Common.Native;

namespace Claims.Tests.Alley.Training;

/// <summary>`claims train alley` and `claims probe alley` through their command lines, on as few clips as will do.</summary>
public sealed class TrainVerbTests
{
    private static readonly string[] Small =
        ["--steps", "3", "--batch", "2", "--held-out", "4", "--labels", "action+outcome", "--save-every", "1"];

    private static readonly TrainingRecipe Recipe = new() { Steps = 3, Batch = 2, Labels = LabelKind.ActionAndOutcome };

    [Fact]
    public void A_training_leaves_a_checkpoint_its_readout_and_where_they_came_from()
    {
        using var folder = new TemporaryFolder();
        Train(folder.File("whole")).Should().Be(ExitCode.AsExpected);

        Names(folder.File("whole")).Should()
            .Equal("config.json", "model.safetensors", "outcome_readout.safetensors", "preprocessor_config.json", "provenance.json");
        var provenance = Json(folder.File("whole"));
        provenance.GetProperty("command").GetString().Should().Be(
            "./claims train alley --labels action+outcome --steps 3 --batch 2 --seed 42 --learning-rate 0.001 --held-out 4");
        provenance.GetProperty("weights").GetProperty("sha256").GetString().Should().Be(Hash(folder.File("whole")));
        provenance.GetProperty("weights").GetProperty("untrained_sha256").GetString().Should()
            .Be(Hash(AlleyModels.WriteUntrained(folder.File("untrained"))));
        provenance.GetProperty("clips").GetProperty("count").GetInt64().Should().Be(6);
        provenance.GetProperty("held_out").GetProperty("clips").GetInt32().Should().Be(4);

        Train(folder.File("whole")).Should().Be(ExitCode.BadInput, "a checkpoint is there");
        Hash(folder.File("whole")).Should().Be(provenance.GetProperty("weights").GetProperty("sha256").GetString(), "nothing is lost");
    }

    [Fact]
    public void An_interrupted_training_leaves_the_same_files_in_the_end()
    {
        using var folder = new TemporaryFolder();
        using (new NativeThreads(2))
        using (var interrupted = new AlleyTraining(folder.File("two"), Recipe, resume: false))
        {
            interrupted.Trainer.Advance();
            interrupted.Save();
        }
        Train(folder.File("two")).Should().Be(ExitCode.BadInput, "a training is under way");
        Train(folder.File("two"), "--resume", "--seed", "7").Should().Be(ExitCode.BadInput, "it is another training");
        Names(folder.File("two")).Should().Equal(AlleyTraining.StateName);

        Train(folder.File("two"), "--resume").Should().Be(ExitCode.AsExpected);
        Train(folder.File("whole"), "--resume").Should().Be(ExitCode.AsExpected, "with nothing to go on with it starts");

        Names(folder.File("two")).Should().Equal(Names(folder.File("whole")));
        foreach (var name in Names(folder.File("whole")))
            File.ReadAllBytes(Path.Combine(folder.File("two"), name)).Should()
                .Equal(File.ReadAllBytes(Path.Combine(folder.File("whole"), name)), name);
    }

    [Fact]
    [Trait("Category", "slow")]
    public void A_killed_training_goes_on_to_the_same_files()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["--steps", "12", .. Small[2..]];
        using (var process = Process.Start(
            new ProcessStartInfo("dotnet",
                [typeof(CommandLine).Assembly.Location, "train", "alley", "--out", folder.File("two"), .. arguments])
            {
                RedirectStandardOutput = true,
            })!)
        {
            while (!File.Exists(Path.Combine(folder.File("two"), AlleyTraining.StateName)))
                Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }
        Names(folder.File("two")).Should().Contain(AlleyTraining.StateName, "it was killed on the way");

        CommandLine.Run(["train", "alley", "--out", folder.File("two"), .. arguments, "--resume"]).Should().Be(ExitCode.AsExpected);
        CommandLine.Run(["train", "alley", "--out", folder.File("whole"), .. arguments]).Should().Be(ExitCode.AsExpected);
        foreach (var name in Names(folder.File("whole")))
            File.ReadAllBytes(Path.Combine(folder.File("two"), name)).Should()
                .Equal(File.ReadAllBytes(Path.Combine(folder.File("whole"), name)), name);
    }

    [Theory]
    [InlineData("--steps", "0")]
    [InlineData("--batch", "-1")]
    [InlineData("--labels", "outcome")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--learning-rate", "NaN")]
    [InlineData("--seed", "-1")]
    [InlineData("--held-out", "0")]
    [InlineData("--save-every", "0")]
    [InlineData("--workers", "0")]
    [InlineData("--first-clip", "-1")]
    [InlineData("--first-clip", "900000000")]
    [InlineData("--from", "no such folder")]
    public void Bad_input_ends_with_exit_code_2_and_writes_nothing(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(["train", "alley", "--out", folder.File("out"), .. arguments]).Should().Be(ExitCode.BadInput);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    [Trait("Category", "slow")]
    public void Probes_are_kept_beside_the_rest_of_the_provenance()
    {
        using var folder = new TemporaryFolder();
        Train(folder.File("model")).Should().Be(ExitCode.AsExpected);
        var before = Json(folder.File("model"));
        foreach (var _ in Enumerable.Range(0, 2))
            CommandLine.Run(["probe", "alley", "--model", folder.File("model"), "--scenes", "20", "--shuffles", "1", "--write"]).Should()
                .Be(ExitCode.AsExpected);

        var after = Json(folder.File("model"));
        after.EnumerateObject().Select(member => member.Name).Should()
            .Equal([.. before.EnumerateObject().Select(member => member.Name), "outcome_probe"]);
        after.GetProperty("loss_curve").GetRawText().Should().Be(before.GetProperty("loss_curve").GetRawText());
        var found = after.GetProperty("outcome_probe").GetProperty("found");
        found.EnumerateArray().Select(probed => probed.GetProperty("action").GetString()).Distinct().Should()
            .Equal("bowling", "golf", "basketball", "football", "billiards");
        found[0].GetProperty("accuracy").GetArrayLength().Should().Be(12);
    }

    [Fact]
    public void Probes_are_only_for_models_of_the_alley() =>
        CommandLine.Run(["probe", "alley", "--model", Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny")]).Should()
            .Be(ExitCode.BadInput);

    private static int Train(string folder, params string[] more) =>
        CommandLine.Run(["train", "alley", "--out", folder, .. Small, .. more]);

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static JsonElement Json(string folder) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "provenance.json"))).RootElement;

    private static string Hash(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "model.safetensors"))));
}
