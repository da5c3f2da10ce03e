using Claims.Checkpoints.Hub;
using Claims.Common;

namespace Claims.Tests.Hub;

/// <summary>The environment means what it means to Python's huggingface_hub.</summary>
public sealed class HubSettingsTests
{
    [Theory]
    [InlineData("/home/me/.cache/huggingface/hub")]
    [InlineData("/x/huggingface/hub", "XDG_CACHE_HOME=/x")]
    [InlineData("/h/hub", "HF_HOME=/h", "XDG_CACHE_HOME=/x")]
    [InlineData("/old", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/h")]
    [InlineData("/c", "HF_HUB_CACHE=/c", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/h")]
    [InlineData("/home/me/c", "HF_HUB_CACHE=~/c")]
    [InlineData("/x/c", "HF_HUB_CACHE=$XDG_CACHE_HOME/c", "XDG_CACHE_HOME=/x")]
    [InlineData("/x/c", "HF_HUB_CACHE=${XDG_CACHE_HOME}/c", "XDG_CACHE_HOME=/x")]
    [InlineData("/h/hub", "HF_HUB_CACHE=", "HF_HOME=/h")]
    public void The_cache_is_where_the_variables_say(string expected, params string[] variables) =>
        From(variables).CacheFolder.Should().Be(expected);

    [Fact]
    public void The_token_is_the_variables_or_the_files()
    {
        using var folder = new TemporaryFolder();
        From($"HF_HOME={folder.Path}").Token.Should().BeNull();
        File.WriteAllText(folder.File("token"), " hf_file\n");
        From($"HF_HOME={folder.Path}").Token!.Value.Should().Be("hf_file");
        File.WriteAllText(folder.File("other"), "hf_other");
        From($"HF_HOME={folder.Path}", $"HF_TOKEN_PATH={folder.File("other")}").Token!.Value.Should().Be("hf_other");
        From($"HF_HOME={folder.Path}", "HUGGING_FACE_HUB_TOKEN=hf_old").Token!.Value.Should().Be("hf_old");
        From($"HF_HOME={folder.Path}", "HUGGING_FACE_HUB_TOKEN=hf_old", "HF_TOKEN=hf_new").Token!.Value.Should().Be("hf_new");
    }

    [Fact]
    public void A_token_is_never_printed()
    {
        var settings = From("HF_TOKEN=hf_secret");
        settings.ToString().Should().NotContain("hf_secret");
        settings.Token!.ToString().Should().Be("the token in HF_TOKEN");
        FluentActions.Invoking(() => From("HF_TOKEN=hf_a\r\nX-Evil: 1")).Should().Throw<BadInputException>().Which.Message.Should()
            .NotContain("hf_a").And.Contain("HF_TOKEN");
    }

    [Fact]
    public void The_endpoint_is_a_hubs_address()
    {
        From().Endpoint.Should().Be(new Uri("https://huggingface.co"));
        From("HF_ENDPOINT=https://mirror.example/hf/").At("api/models/a/b").Should()
            .Be(new Uri("https://mirror.example/hf/api/models/a/b"));
        foreach (var wrong in new[] { "mirror.example", "ftp://x", "https://user:word@x", "https://x/?a=b" })
            FluentActions.Invoking(() => From($"HF_ENDPOINT={wrong}")).Should().Throw<BadInputException>().WithMessage("*HF_ENDPOINT*");
    }

    [Fact]
    public void Switches_and_patience()
    {
        From().Should()
            .Match<HubSettings>(settings => !settings.Offline && settings.Symlinks && settings.Stall == TimeSpan.FromSeconds(30));
        From("HF_HUB_OFFLINE=1", "HF_HUB_DISABLE_SYMLINKS=true", "HF_HUB_DOWNLOAD_TIMEOUT=5")
            .Should().Match<HubSettings>(settings => settings.Offline && !settings.Symlinks && settings.Stall == TimeSpan.FromSeconds(5));
        From("TRANSFORMERS_OFFLINE=YES", "HF_HUB_DISABLE_SYMLINKS=0").Should()
            .Match<HubSettings>(settings => settings.Offline && settings.Symlinks);
        FluentActions.Invoking(() => From("HF_HUB_DOWNLOAD_TIMEOUT=soon")).Should().Throw<BadInputException>();
    }

    private static HubSettings From(params string[] variables)
    {
        var all = variables.Prepend("HOME=/home/me").Select(text => text.Split('=', 2)).GroupBy(pair => pair[0])
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1]);
        return HubSettings.FromEnvironment(all.GetValueOrDefault);
    }
}
