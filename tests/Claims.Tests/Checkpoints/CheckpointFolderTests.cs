using System.Text.Json.Nodes;
using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Model.Architectures.Vivit;
using static Claims.Checkpoints.WeightsFault;

namespace Claims.Tests.Checkpoints;

/// <summary>Folders as Hugging Face lays them out: which weights count, shards, and what does not fit.</summary>
public class CheckpointFolderTests : IDisposable
{
    private static readonly Dictionary<string, GoldenTensor> Tiny = Golden.Load(Path.Combine(Golden.Tiny, "model.safetensors"));
    private readonly TemporaryFolder folder = new();

    public CheckpointFolderTests() => File.Copy(Path.Combine(Golden.Tiny, "config.json"), folder.File("config.json"));

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_small_checkpoint_opens()
    {
        using var checkpoint = CheckpointFolder.Open(Golden.Tiny);

        VivitCheckpoint.ReadConfig(checkpoint.Folder).Tokens.Should().Be(65);
        checkpoint.PreprocessorPath.Should().Be(Path.Combine(Golden.Tiny, "preprocessor_config.json"));
        checkpoint.WeightsDescription.Should().Be("model.safetensors");
        Same(checkpoint);
    }

    [Fact]
    public void Both_files_of_the_small_checkpoint_give_the_same_tensors()
    {
        File.Copy(Path.Combine(Golden.Tiny, "pytorch_model.bin"), folder.File("pytorch_model.bin"));
        using var checkpoint = CheckpointFolder.Open(folder.Path);

        checkpoint.WeightsDescription.Should().Be("pytorch_model.bin");
        checkpoint.PreprocessorPath.Should().BeNull();
        Same(checkpoint);
    }

    [Fact]
    public void Links_are_followed() // the cache of huggingface_hub is made of them
    {
        File.CreateSymbolicLink(folder.File("model.safetensors"), Path.Combine(Golden.Tiny, "model.safetensors"));

        using var checkpoint = CheckpointFolder.Open(folder.Path);

        Same(checkpoint);
    }

    [Theory]
    [InlineData("model.safetensors.index.json", ".safetensors")]
    [InlineData("pytorch_model.bin.index.json", ".bin")]
    public void Shards_give_the_same_tensors(string index, string extension)
    {
        WriteShards(index, extension);

        using var checkpoint = CheckpointFolder.Open(folder.Path);

        checkpoint.WeightsDescription.Should().Be($"{index}, 3 shards");
        Same(checkpoint);
    }

    [Fact]
    public void The_first_kind_of_weights_counts()
    {
        foreach (
            var name in new[] { "pytorch_model.bin.index.json", "pytorch_model.bin", "model.safetensors.index.json", "model.safetensors" })
        {
            folder.Write(name, "not weights");
            var open = () => CheckpointFolder.Open(folder.Path);
            open.Should().Throw<CheckpointException>().Which.File.Should().EndWith(name);
        }
    }

    [Fact]
    public void Without_weights_the_error_lists_what_was_looked_for()
    {
        var open = () => CheckpointFolder.Open(folder.Path);

        var error = open.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(NoWeights);
        error.Message.Should()
            .ContainAll("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json");
    }

    [Fact]
    public void Without_a_folder_or_its_config_the_error_names_it()
    {
        var absent = () => CheckpointFolder.Open(folder.File("absent"));
        absent.Should().Throw<WeightsException>().Which.Fault.Should().Be(FolderMissing);

        File.Delete(folder.File("config.json"));
        var empty = () => VivitCheckpoint.ReadConfig(folder.Path);
        empty.Should().Throw<CheckpointException>().Which.File.Should().EndWith("config.json");
    }

    public static TheoryData<string, WeightsFault, string> BrokenIndexes => new()
    {
        { """{"weight_map": {"a": "../model.safetensors"}}""", ShardName, "../model.safetensors" },
        { """{"weight_map": {"a": "/etc/hostname"}}""", ShardName, "/etc/hostname" },
        { """{"weight_map": {"a": "sub/x.safetensors"}}""", ShardName, "sub/x.safetensors" },
        { """{"weight_map": {"a": "sub\\x.safetensors"}}""", ShardName, "sub" },
        { """{"weight_map": {"a": ".safetensors"}}""", ShardName, ".safetensors" },
        { """{"weight_map": {"a": "x.bin"}}""", ShardName, "x.bin" },
        { """{"weight_map": {"a": ""}}""", ShardName, "'a'" },
        { """{"weight_map": {"a": "absent.safetensors"}}""", ShardMissing, "absent.safetensors" },
        { """{"weight_map": {"a": 5}}""", IndexInvalid, "'a'" },
        { """{"weight_map": {}}""", IndexInvalid, "weight_map" },
        { """{"weight_map": []}""", IndexInvalid, "weight_map" },
        { """{"metadata": {}}""", IndexInvalid, "weight_map" },
        { """{"weight_map": {"a": "x.safetensors", "a": "x.safetensors"}}""", IndexInvalid, "twice" },
        { """{"weight_map": {"\ud800": "x.safetensors"}}""", IndexInvalid, "text" },
        { "nothing", IndexInvalid, "JSON" },
        { $$"""{"weight_map": { {{string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"{i}\": \"{i}.safetensors\""))}} } }""",
            IndexInvalid, "1001" },
    };

    [Theory, MemberData(nameof(BrokenIndexes))]
    public void A_broken_index_is_an_error_that_names_what_is_wrong(string index, WeightsFault fault, string named)
    {
        folder.Write("model.safetensors.index.json", index);
        var open = () => CheckpointFolder.Open(folder.Path);

        var error = open.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(fault, error.Message);
        error.Message.Should().Contain(named);
    }

    [Theory]
    [InlineData("model-00003-of-00003.safetensors", "model-00001-of-00003.safetensors", ShardLacksTensor)]
    [InlineData("model-00001-of-00003.safetensors", null, ShardHasUnlisted)]
    public void A_tensor_in_another_shard_than_the_index_says_is_an_error(string from, string? to, WeightsFault fault)
    {
        WriteShards("model.safetensors.index.json", ".safetensors");
        var index = JsonNode.Parse(File.ReadAllText(folder.File("model.safetensors.index.json")))!;
        var map = index["weight_map"]!.AsObject();
        var moved = map.First(entry => entry.Value!.GetValue<string>() == from).Key;
        map.Remove(moved);
        if (to is not null)
            map[moved] = to;
        folder.Write("model.safetensors.index.json", index.ToJsonString());
        var open = () => CheckpointFolder.Open(folder.Path);

        var error = open.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(fault, error.Message);
        error.Message.Should().Contain(moved);
    }

    [Fact]
    public void Weights_of_the_model_match()
    {
        using var checkpoint = CheckpointFolder.Open(Golden.Tiny);

        checkpoint.MustMatch(Tiny.ToDictionary(t => t.Key, t => t.Value.Shape));
    }

    [Fact]
    public void Weights_of_another_model_are_one_error_that_names_all()
    {
        folder.Write("pytorch_model.bin", TorchFile.Of(new Dictionary<string, GoldenTensor>
        {
            ["right"] = new("F32", [2], new byte[8]),
            ["wide"] = new("F32", [3, 2], new byte[24]),
            ["integer"] = new("I64", [1], new byte[8]),
            ["extra"] = new("F32", [5], new byte[20]),
        }));
        using var checkpoint = CheckpointFolder.Open(folder.Path);
        var match = () =>
            checkpoint.MustMatch(new Dictionary<string, long[]>
            { ["right"] = [2], ["wide"] = [2, 3], ["integer"] = [1], ["absent"] = [7] });

        var error = match.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(Mismatch);
        error.Missing.Should().Equal("absent");
        error.Unexpected.Should().Equal("extra");
        error.Misshapen.Should().Equal("integer", "wide");
        error.Message.Should()
            .ContainAll("'absent' [7]", "'extra' [5]", "'wide' is float32 [3, 2]", "[2, 3]", "'integer' is int64").And.NotContain("right");
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_names_it()
    {
        using var checkpoint = CheckpointFolder.Open(Golden.Tiny);
        var read = () => checkpoint.Read("absent");

        read.Should().Throw<WeightsException>().Where(e => e.Fault == NoSuchTensor && e.Message.Contains("'absent'"));
    }

    private static void Same(CheckpointFolder checkpoint)
    {
        checkpoint.Tensors.Keys.Should().BeEquivalentTo(Tiny.Keys);
        foreach (var (name, expected) in Tiny)
        {
            using var tensor = checkpoint.Read(name);
            tensor.shape.Should().Equal(expected.Shape);
            tensor.bytes.SequenceEqual(expected.Bytes).Should().BeTrue(name);
        }
    }

    private void WriteShards(string index, string extension)
    {
        var map = new JsonObject();
        var stem = index.Split('.')[0];
        foreach (var (shard, i) in Tiny.Chunk(80).Select((shard, i) => (shard, i)))
        {
            var name = $"{stem}-0000{i + 1}-of-00003{extension}";
            foreach (var (tensor, _) in shard)
                map[tensor] = name;
            folder.Write(name, extension == ".bin" ? TorchFile.Of(shard) : SafetensorsBytes.Of(shard));
        }

        folder.Write(index,
            new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = 1445992 }, ["weight_map"] = map }.ToJsonString());
    }
}
