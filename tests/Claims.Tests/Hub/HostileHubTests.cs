using Claims.Checkpoints.Hub;
using Claims.Common;

namespace Claims.Tests.Hub;

/// <summary>What a hub, or somebody who can write into the cache, would like to reach.</summary>
public sealed class HostileHubTests : IDisposable
{
    private const string Weights = HubCase.Weights;
    private readonly HubCase _case = new();

    public void Dispose() => _case.Dispose();

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("video_preprocessor_config.json")]
    [InlineData("model.safetensors.index.json")]
    public async Task What_the_commit_does_not_have_is_not_read_for_it(string planted)
    {
        _case.Content.Files.Remove(Weights);
        await _case.FetchAsync();
        File.WriteAllBytes(Path.Combine(_case.Snapshot, planted), [1, 2, 3]);
        var refusal = await FluentActions.Awaiting(() => _case.FetchAsync()).Should().ThrowAsync<BadInputException>();
        refusal.Which.Message.Should().Contain($"holds {planted}, which google/vivit-tiny at {_case.Content.Commit} does not have");
        File.ReadAllBytes(Path.Combine(_case.Snapshot, planted)).Should().Equal([1, 2, 3], "it may be the user's own");
    }

    [Fact]
    public async Task Nor_in_a_folder_of_the_users()
    {
        var folder = _case.File("mine");
        _case.Content.Files.Remove(Weights);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        await _case.FetchAsync(folder);
        File.WriteAllBytes(Path.Combine(folder, Weights), [1, 2, 3]);
        (await FluentActions.Awaiting(() => _case.FetchAsync(folder)).Should().ThrowAsync<BadInputException>())
            .Which.Message.Should().Contain("model.safetensors").And.NotContain("notes.txt");
    }

    [Fact]
    public async Task A_part_that_is_a_link_is_not_written_through()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_case.Place)!);
        File.WriteAllText(_case.File("precious"), "precious");
        File.CreateSymbolicLink(_case.Place + ".part", _case.File("precious"));
        (await _case.FailAsync(HubFault.NotWritable)).Message.Should().Contain(".part: is a link");
        File.ReadAllText(_case.File("precious")).Should().Be("precious");
    }

    [Fact]
    public async Task A_drip_is_not_a_download()
    {
        _case.Settings = _case.Settings with { Stall = TimeSpan.FromMilliseconds(300), Slowest = 10_000, Tries = 3 };
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { DripsOf = 100 }, times: 50);
        var failure = await _case.FailAsync(HubFault.Stalled);
        failure.Message.Should().Contain("fewer than 10000 a second").And.Contain("3 tries");
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("4398046511105")]
    public async Task Sizes_beyond_any_file_are_refused(string size)
    {
        _case.Hub.Spoil(request => request.IsHead(Weights) || request.IsHead("config.json"),
            reply => reply.With("X-Linked-Size", size).With("X-Linked-Etag", $"\"{new string('a', 64)}\""), times: 9);
        await FluentActions.Awaiting(() => _case.FetchAsync()).Should().ThrowAsync<HubException>()
            .WithMessage($"*states a size of {size} bytes*");
    }

    [Fact]
    public void Over_plain_http_a_token_goes_to_loopback_only()
    {
        string[] may = ["https://huggingface.co", "http://127.0.0.1:8080", "http://localhost", "http://[::1]/hub"];
        string[] mayNot = ["http://huggingface.co", "http://10.0.0.1", "http://127.0.0.1.example.org"];
        may.Should().OnlyContain(url => HubToken.MayGoTo(new Uri(url)));
        mayNot.Should().NotContain(url => HubToken.MayGoTo(new Uri(url)));
    }

    [Theory]
    [InlineData("https://user:hunter2@hub.example")]
    [InlineData("user:hunter2@hub.example")]
    public void A_password_in_an_endpoint_is_not_shown(string endpoint) =>
        FluentActions.Invoking(() => HubSettings.Address(endpoint, "HF_ENDPOINT")).Should().Throw<BadInputException>()
            .Which.Message.Should().Contain("HF_ENDPOINT names a user or password").And.NotContain("hunter2");
}
