using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Model;
using Claims.Model.Parity;

namespace Claims.Tests.Checkpoints.Dialects;

/// <summary>Folders as trainings and downloads leave them: read where that is certain, else a sentence that says what they hold.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder folder = Kept.Folder();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_shards_without_their_index_are_read()
    {
        folder.Put("model-00001-of-00002.safetensors");
        folder.Put("model-00002-of-00002.safetensors");

        MustGiveTheReference();
        using var checkpoint = CheckpointFolder.Open(folder.Path);
        checkpoint.WeightsDescription.Should().Be("model-*.safetensors without an index, 2 shards");
    }

    [Fact]
    public void One_shard_of_two_names_the_other()
    {
        folder.Put("model-00001-of-00002.safetensors");

        Refused(WeightsFault.ShardMissing, "'model-00002-of-00002.safetensors'");
    }

    [Fact]
    public void Shards_that_hold_a_tensor_twice_are_refused()
    {
        folder.Put("model-00001-of-00002.safetensors");
        folder.Put("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

        Refused(WeightsFault.Ambiguous, "twice");
    }

    [Fact]
    public void Shards_of_two_kinds_are_refused()
    {
        folder.Put("model-00001-of-00002.safetensors");
        folder.Put("model-00001-of-00002.safetensors", "model-00001-of-00003.safetensors");

        Refused(WeightsFault.Ambiguous, "2 kinds");
    }

    [Theory]
    [InlineData("checkpoint.pth")]
    [InlineData("best.ckpt")]
    [InlineData("model.pt")]
    public void The_only_file_of_weights_is_read_whatever_its_name(string name)
    {
        folder.Write(name, TorchFile.Of(Kept.Tensors));
        folder.Write("optimizer.pt", "a training's");
        folder.Write("rng_state_0.pth", "a training's");
        folder.Write("training_args.bin", "a training's");

        MustGiveTheReference();
    }

    [Theory]
    [InlineData("state_dict")]
    [InlineData("model_state_dict")]
    [InlineData("model")]
    public void The_weights_in_a_training_s_state_are_read(string key)
    {
        folder.Write("pytorch_model.bin", TorchFile.OfTraining(Kept.Tensors, [key]));

        MustGiveTheReference();
    }

    [Fact]
    public void Two_dicts_that_may_be_the_weights_are_refused()
    {
        folder.Write("pytorch_model.bin", TorchFile.OfTraining(Kept.Tensors, ["model", "module"]));

        var open = () => CheckpointFolder.Open(folder.Path);
        open.Should().Throw<CheckpointException>().Which.Message.Should().ContainAll("'model'", "'module'");
    }

    [Fact]
    public void Several_files_of_weights_are_refused()
    {
        folder.Write("a.pt", TorchFile.Of(Kept.Tensors));
        folder.Write("b.pt", TorchFile.Of(Kept.Tensors));

        Refused(WeightsFault.Ambiguous, "'a.pt', 'b.pt'");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_adapter_is_named_with_its_base(bool withConfig)
    {
        folder.Put("adapter_config.json");
        folder.Put("adapter_model.safetensors");
        if (!withConfig)
            File.Delete(folder.File("config.json"));

        Refused(WeightsFault.Adapter, "'google/vivit-b-16x2-kinetics400'", "merge_and_unload().save_pretrained");
    }

    [Fact]
    public void An_adapter_beside_whole_weights_is_no_choice_of_ours()
    {
        folder.Put("adapter_config.json");
        folder.Put("model.safetensors");

        Refused(WeightsFault.Adapter, "beside other weights");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("config.json")]
    [InlineData("pytorch_model.bin")]
    [InlineData("model.safetensors.index.json")]
    public void A_pointer_of_git_lfs_is_called_one(string file)
    {
        folder.Write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 344\n");

        Refused(WeightsFault.StandIn, file, "pointer of git-lfs to 344 bytes", "git lfs pull");
    }

    [Fact]
    public void A_web_page_in_a_file_s_place_is_called_one()
    {
        folder.Write("model.safetensors", "<!DOCTYPE html>\n<html><head><title>model.safetensors</title>");

        Refused(WeightsFault.StandIn, "web page");
    }

    [Theory]
    [InlineData("checkpoint-500", "checkpoint-1000")]
    [InlineData("snapshots/4d7a", "snapshots/5f00")]
    [InlineData("final", null)]
    public void The_folder_above_names_those_below(string one, string? other)
    {
        File.Delete(folder.File("config.json"));
        foreach (var below in new[] { one, other }.OfType<string>())
        {
            Directory.CreateDirectory(folder.File(below));
            foreach (var file in new[] { "config.json", "model.safetensors" })
                folder.Put(file, Path.Combine(below, file));
        }

        Refused(WeightsFault.FolderAbove, $"'{one}'", Path.Combine(folder.Path, other ?? one));
    }

    [Fact]
    public void Of_many_below_five_are_named()
    {
        for (var step = 1; step < 10; step++)
        {
            Directory.CreateDirectory(folder.File($"checkpoint-{step}00"));
            foreach (var file in new[] { "config.json", "model.safetensors" })
                folder.Put(file, $"checkpoint-{step}00/{file}");
        }

        Refused(WeightsFault.FolderAbove, "holds 9", "'checkpoint-500' and 4 more", "/checkpoint-900.").Message.Should().NotContain("600");
    }

    [Theory]
    [InlineData("zero_to_fp32.py", "DeepSpeed")]
    [InlineData("__0_0.distcp", "FSDP")]
    [InlineData("tf_model.h5", "TensorFlow")]
    [InlineData("flax_model.msgpack", "Flax")]
    [InlineData("model.onnx", "converted")]
    public void Weights_in_another_form_are_named(string file, string what)
    {
        folder.Write(file, "");

        Refused(WeightsFault.OtherForm, file, what);
    }

    [Fact]
    public void The_state_of_a_training_is_not_called_weights()
    {
        folder.Write("optimizer.pt", "");
        folder.Write("scheduler.pt", "");

        Refused(WeightsFault.NoWeights, "'optimizer.pt', 'scheduler.pt'");
    }

    [Fact]
    public void Weights_without_a_config_ask_for_it()
    {
        folder.Put("model.safetensors");
        File.Delete(folder.File("config.json"));

        Refused(WeightsFault.NoConfig, "though the folder holds weights");
    }

    [Fact]
    public void A_file_in_a_folder_s_place_is_called_one()
    {
        folder.Put("model.safetensors");
        var load = () => VideoModel.Load(folder.File("model.safetensors"));

        load.Should().Throw<WeightsException>().Where(e => e.Fault == WeightsFault.FolderMissing && e.What == "is a file, not a folder.");
    }

    private WeightsException Refused(WeightsFault fault, params string[] named)
    {
        var load = () => VideoModel.Load(folder.Path);
        var error = load.Should().Throw<WeightsException>().Which;
        error.Fault.Should().Be(fault, error.Message);
        error.Message.Should().ContainAll(named);
        return error;
    }

    private void MustGiveTheReference()
    {
        using var model = VideoModel.Load(folder.Path);
        ParityCheck.Run(model, Kept.Reference, 1e-5).Should().HaveCount(2).And.OnlyContain(row => row.Within);
    }
}
