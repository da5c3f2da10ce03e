using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Fetching;

namespace Claims.Tests.Hub;

/// <summary>Tokens, refusals, redirects, and what is between this machine and the hub.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly HubCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task The_token_goes_to_the_hub_and_to_nobody_else()
    {
        _case.Hub.Token = "hf_secret";
        _case.Settings = _case.Settings with { Token = new HubToken("hf_secret", "HF_TOKEN") };
        await _case.MustSucceedAsync();
        _case.Hub.Requests.Where(request => request.ToCdn).Should()
            .NotBeEmpty().And.OnlyContain(request => request["Authorization"] == null);
        _case.Hub.Requests.Where(request => !request.ToCdn).Should().OnlyContain(request => request["Authorization"] == "Bearer hf_secret");
    }

    [Fact]
    public async Task Once_the_hub_was_left_the_token_is_not_sent_again()
    {
        _case.Settings = _case.Settings with { Token = new HubToken("hf_secret", "HF_TOKEN") };
        _case.Hub.Spoil(request => request.ToCdn, _ => new HubReply(302, []).With("Location", $"{_case.Hub.Endpoint}back"));
        await FluentActions.Awaiting(() => _case.FetchAsync()).Should().ThrowAsync<HubException>();
        _case.Hub.Requests[^1].Path.Should().Be("/back");
        _case.Hub.Requests[^1]["Authorization"].Should().BeNull();
    }

    [Fact]
    public async Task Without_a_token_none_is_sent_and_401_says_so()
    {
        _case.Hub.Token = "hf_secret";
        (await _case.FailAsync(HubFault.Unauthorized)).Message.Should().Contain("No token was sent").And.Contain("set HF_TOKEN");
        _case.Hub.Requests.Should().ContainSingle("asking again does not help").Which["Authorization"].Should().BeNull();

        _case.Settings = _case.Settings with { Token = new HubToken("hf_wrong", "HF_TOKEN") };
        (await _case.FailAsync(HubFault.Unauthorized)).Message.Should()
            .Contain("The token in HF_TOKEN was sent").And.NotContain("hf_wrong");
    }

    [Fact]
    public async Task A_gated_repository_says_what_to_do()
    {
        _case.Hub.Spoil(request => request.IsListing, _ => StandInHub.Refusal(403, "Access to model is restricted", "GatedRepo"));
        (await _case.FailAsync(HubFault.Forbidden)).Message.Should()
            .Contain("'Access to model is restricted'").And.Contain("Accept the repository's conditions");
        _case.Hub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        using var fetch = new HubFetch(_case.Settings);
        var gone = await FluentActions.Awaiting(() => fetch.CheckpointAsync(HubRepository.Model("google/none"))).Should()
            .ThrowAsync<HubException>();
        gone.Which.Should().Match<HubException>(e => e.Fault == HubFault.NotFound && e.Remedy == "Check the name.");
        var revision = await FluentActions.Awaiting(() => fetch.CheckpointAsync(_case.Model, "v2")).Should().ThrowAsync<HubException>();
        revision.Which.Remedy.Should().Be("Check --revision.");
        _case.Hub.Requests.Should().HaveCount(2);
        var file = await FluentActions.Awaiting(() => fetch.FilesAsync(_case.Model, ["x.mp4"])).Should().ThrowAsync<HubException>();
        file.WithMessage("*holds no x.mp4*");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("date")]
    [InlineData("ratelimit")]
    public async Task Retry_After_is_obeyed(string form)
    {
        _case.Hub.Spoil(request => request.IsListing, _ => form switch
        {
            "date" =>
                StandInHub.Refusal(429, "slow down")
                .With("Retry-After", DateTimeOffset.UtcNow.AddSeconds(60).ToString("R", CultureInfo.InvariantCulture)),
            "ratelimit" => StandInHub.Refusal(429, "slow down").With("RateLimit", "\"api\";r=0;t=55"),
            _ => StandInHub.Refusal(429, "slow down").With("Retry-After", form),
        });
        await _case.MustSucceedAsync();
        var waited = _case.Waits.Should().ContainSingle().Which;
        if (form == "date")
            waited.Should().BeInRange(1, 60);
        else
            waited.Should().Be(form == "7" ? 7 : 55);
    }

    [Fact]
    public async Task A_hub_that_asks_for_an_hour_gets_it()
    {
        _case.Hub.Spoil(request => request.IsListing, _ => StandInHub.Refusal(429, "slow down").With("Retry-After", "3600"));
        (await _case.FailAsync(HubFault.Busy)).Message.Should().Contain("It asks to wait 3600 s");
        _case.Waits.Should().BeEmpty();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_hub_is_asked_again_but_not_for_ever(int status)
    {
        _case.Hub.Spoil(request => request.IsHead("config.json"), _ => StandInHub.Refusal(status, "busy"), times: 3);
        await _case.MustSucceedAsync();
        _case.Waits.Should().Equal(1, 2, 4);

        using var other = new HubCase();
        other.Hub.Spoil(request => request.IsBody(HubCase.Weights), _ => StandInHub.Refusal(status, "busy"), times: 100);
        (await other.FailAsync(HubFault.Busy)).Message.Should().Contain("(4 tries)");
        other.Hub.Requests.Count(request => request.IsBody(HubCase.Weights)).Should().Be(4);
    }

    [Fact]
    public async Task A_renamed_repository_is_followed_with_the_token()
    {
        _case.Hub.Token = "hf_secret";
        _case.Settings = _case.Settings with { Token = new HubToken("hf_secret", "HF_TOKEN") };
        _case.Hub.Spoil(request => request.Path.StartsWith("/api/", StringComparison.Ordinal), (request, reply) =>
            request.Path.Contains("moved") ? reply : new HubReply(307, []).With("Location", request.Path + "&moved=1"), times: 2);
        await _case.MustSucceedAsync();
    }

    [Theory]
    [InlineData("/again")]
    [InlineData("ftp://127.0.0.1/file")]
    [InlineData("file:///etc/passwd")]
    [InlineData(null)]
    public async Task Redirects_lead_somewhere_over_HTTP(string? location)
    {
        _case.Hub.Spoil(_ => true, _ => new HubReply(302, []).With("Location", location), times: 100);
        await _case.FailAsync(HubFault.Redirect);
        _case.Hub.Requests.Count.Should().BeLessThan(10);
    }

    [Fact]
    public async Task Other_answers_are_not_a_hubs()
    {
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(204, []));
        await _case.FailAsync(HubFault.Unexpected);
    }

    [Fact]
    public async Task Nobody_there_is_said_at_once()
    {
        _case.Hub.Dispose();
        (await _case.FailAsync(HubFault.Unreachable)).Message.Should().Contain("cannot be reached").And.Contain("HTTPS_PROXY");
        _case.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_no_hosts_is_said_at_once()
    {
        _case.Settings = _case.Settings with { Endpoint = new Uri("http://no-such-host.invalid") };
        await _case.FailAsync(HubFault.Unreachable);
        _case.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        _case.Settings = _case.Settings with { Offline = true };
        await _case.FailAsync(HubFault.Offline);
        _case.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_nobody_known_is_refused()
    {
        using var key = RSA.Create(2048);
        var wish = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = wish.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var secure = new SslStream(client.GetStream());
            await FluentActions.Awaiting(() => secure.AuthenticateAsServerAsync(certificate)).Should().NotThrowAsync<SocketException>();
        });
        _case.Settings = _case.Settings with { Endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") };
        (await _case.FailAsync(HubFault.Unreachable)).Message.Should().Contain("no secure connection");
        _case.Waits.Should().BeEmpty();
    }
}
