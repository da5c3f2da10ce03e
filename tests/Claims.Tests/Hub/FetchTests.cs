using Claims.Checkpoints.Folders;
using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Fetching;
using Claims.Checkpoints.Hub.Places;
using Claims.Common;
using Claims.Model.Architectures.Vivit;

namespace Claims.Tests.Hub;

/// <summary>An honest hub: what is fetched, where it lies, and what is asked for it.</summary>
public sealed class FetchTests : IDisposable
{
    private readonly HubCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task The_cache_has_the_layout_that_pythons_huggingface_hub_has()
    {
        var fetched = await _case.FetchAsync();

        fetched.Folder.Should().Be(_case.Snapshot);
        Directory.GetFiles(_case.Snapshot).Select(Path.GetFileName).Should()
            .BeEquivalentTo("config.json", "preprocessor_config.json", "model.safetensors");
        foreach (var file in fetched.Files)
        {
            var hash = HubRepositoryContent.ETag(file.Path, _case.Content.Files[file.Path]);
            new FileInfo(Path.Combine(_case.Snapshot, file.Path)).LinkTarget.Should().Be($"../../blobs/{hash}");
            File.ReadAllBytes(Path.Combine(_case.Root, "blobs", hash)).Should().Equal(_case.Content.Files[file.Path]);
        }
        File.ReadAllText(Path.Combine(_case.Root, "refs", "main")).Should().Be(_case.Content.Commit, "Python compares the whole text");
        Directory.GetFiles(Path.Combine(_case.Root, "blobs")).Should().HaveCount(3, "nothing but the blobs is left");
    }

    [Fact]
    public async Task What_was_fetched_is_a_checkpoint()
    {
        using var golden = new HubCase(golden: true);
        var fetched = await golden.FetchAsync();
        using var folder = CheckpointFolder.Open(fetched.Folder);
        folder.WeightsDescription.Should().Be("model.safetensors");
        VivitCheckpoint.ReadConfig(folder.Folder).Layers.Should().Be(12);
    }

    [Fact]
    public async Task What_is_here_is_checked_and_not_fetched_again()
    {
        await _case.FetchAsync();
        var before = _case.Hub.Requests.Count(request => request.Method == "GET" && !request.IsListing);
        await _case.FetchAsync();
        _case.Hub.Requests.Count(request => request.Method == "GET" && !request.IsListing).Should().Be(before);
        _case.Notes.Should().Contain("model.safetensors: is here already");
    }

    [Fact]
    public async Task A_damaged_blob_is_replaced()
    {
        await _case.FetchAsync();
        var bytes = File.ReadAllBytes(_case.Place);
        bytes[77] ^= 1;
        File.WriteAllBytes(_case.Place, bytes);
        await _case.MustSucceedAsync();
        _case.Notes.Should().ContainMatch("*is damaged and will be replaced");
    }

    [Fact]
    public async Task A_commit_gets_no_ref_and_a_new_commit_moves_it()
    {
        var first = _case.Content;
        await _case.FetchAsync(revision: first.Commit);
        Directory.Exists(Path.Combine(_case.Root, "refs")).Should().BeFalse();

        var second = new HubRepositoryContent { Commit = new string('b', 40) };
        foreach (var (path, bytes) in first.Files)
            second.Files[path] = bytes;
        _case.Hub.Repositories[HubCase.Name] = second;
        await _case.FetchAsync();
        File.ReadAllText(Path.Combine(_case.Root, "refs", "main")).Should().Be(second.Commit);
        Directory.GetDirectories(Path.Combine(_case.Root, "snapshots")).Should().HaveCount(2);
        _case.Hub.Bodies("model.safetensors").Should().ContainSingle("the second commit's weights are the first's");
    }

    [Fact]
    public async Task Every_file_is_of_the_commit_that_the_list_was_of()
    {
        await _case.FetchAsync();
        _case.Hub.Requests.Where(request => !request.IsListing && !request.ToCdn).Should()
            .OnlyContain(request => request.Path.StartsWith($"/{HubCase.Name}/resolve/{_case.Content.Commit}/"));
        _case.Hub.Requests.Should()
            .OnlyContain(request => request["Accept-Encoding"] == "identity" && request["User-Agent"]!.StartsWith("claims/"));
    }

    [Theory]
    [InlineData("pytorch_model.bin", "pytorch_model.bin")]
    [InlineData("model.safetensors.index.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors")]
    public async Task Weights_come_in_the_one_form_that_is_listed(string form, params string[] expected)
    {
        _case.Content.Files.Remove("model.safetensors");
        if (form != "pytorch_model.bin")
        {
            foreach (var name in expected)
                _case.Content.Files[name] = HubCase.Bytes(1000, name[8]);
        }
        (await _case.FetchAsync()).Files.Select(file => file.Path).Should().Equal(["config.json", "preprocessor_config.json", .. expected]);
    }

    [Fact]
    public async Task Without_weights_or_configuration_there_is_no_checkpoint()
    {
        _case.Content.Files.Remove("config.json");
        (await _case.FailAsync(HubFault.NoCheckpoint)).Message.Should()
            .Contain("holds no config.json; it holds README.md, model.safetensors");
    }

    [Fact]
    public async Task Data_sets_have_addresses_and_folders_of_their_own()
    {
        var clips = new HubRepositoryContent();
        clips.Files["bowling/bowling plain.mp4"] = HubCase.Bytes(3000, 1);
        _case.Hub.Repositories["datasets/some/clips"] = clips;
        using var fetch = new HubFetch(_case.Settings);
        var fetched = await fetch.FilesAsync(HubRepository.Dataset("some/clips"), ["bowling/bowling plain.mp4"]);
        var file =
            Path.Combine(_case.Settings.CacheFolder, "datasets--some--clips", "snapshots", clips.Commit, "bowling", "bowling plain.mp4");
        File.ReadAllBytes(file).Should().Equal(clips.Files["bowling/bowling plain.mp4"]);
        new FileInfo(file).LinkTarget.Should().StartWith("../../../blobs/");
        new HubCache(_case.Settings.CacheFolder).FindFile(fetched.Repository, "bowling/bowling plain.mp4").Should().Be(file);
    }

    [Fact]
    public async Task Where_links_cannot_be_the_snapshot_holds_the_files()
    {
        _case.Settings = _case.Settings with { Symlinks = false };
        await _case.MustSucceedAsync();
        Directory.GetFiles(_case.Snapshot).Should().OnlyContain(file => new FileInfo(file).LinkTarget == null);
        Directory.GetFiles(Path.Combine(_case.Root, "blobs")).Should().BeEmpty("the content is on the disk once");
        await _case.MustSucceedAsync();
        _case.Hub.Bodies("model.safetensors").Should().ContainSingle();
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        _case.Content.Files["preprocessor_config.json"] = [];
        await _case.MustSucceedAsync();
    }

    [Fact]
    public async Task A_plain_folder_holds_the_files_and_nothing_else()
    {
        var to = _case.File("plain");
        var fetched = await _case.FetchAsync(to);
        fetched.Folder.Should().Be(to);
        Directory.GetFileSystemEntries(to).Select(Path.GetFileName).Should()
            .BeEquivalentTo("config.json", "preprocessor_config.json", "model.safetensors");
        Directory.Exists(_case.Settings.CacheFolder).Should().BeFalse();
        await _case.FetchAsync(to);
        _case.Hub.Bodies("model.safetensors").Should().ContainSingle();
    }

    [Fact]
    public async Task A_plain_folders_own_files_are_never_replaced()
    {
        var to = _case.File("plain");
        Directory.CreateDirectory(to);
        File.WriteAllText(Path.Combine(to, "config.json"), "mine");
        (await FluentActions.Awaiting(() => _case.FetchAsync(to)).Should().ThrowAsync<BadInputException>())
            .WithMessage("*config.json: is another file than the hub's*");
        File.ReadAllText(Path.Combine(to, "config.json")).Should().Be("mine");
        _case.Hub.Bodies("model.safetensors").Should().BeEmpty("it was found out before anything was fetched");
    }

    [Fact]
    public async Task A_plain_folder_shows_a_file_when_all_are_here()
    {
        var to = _case.File("plain");
        _case.Hub.Spoil(request => request.IsBody("model.safetensors"), _ => StandInHub.Refusal(404, "gone"));
        await FluentActions.Awaiting(() => _case.FetchAsync(to)).Should().ThrowAsync<HubException>();
        File.Exists(Path.Combine(to, "config.json")).Should().BeFalse();
        await _case.FetchAsync(to);
        _case.Hub.Bodies("config.json").Should().ContainSingle("what was whole stayed");
    }
}
