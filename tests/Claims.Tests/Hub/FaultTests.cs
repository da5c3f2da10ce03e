using System.Text;
using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Fetching;

namespace Claims.Tests.Hub;

/// <summary>
/// A hub, a CDN or a proxy that breaks off, lies or refuses: nothing wrong is ever accepted, nothing half is taken for whole.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const string Weights = HubCase.Weights;
    private readonly HubCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task Broken_off_it_goes_on_where_it_stopped()
    {
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { Sends = 20_000 });
        _case.Hub.Spoil(request => request["Range"] == "bytes=20000-" && request.ToCdn, reply => reply with { Sends = 10_000 });
        await _case.MustSucceedAsync();
        _case.Hub.Bodies(Weights).Select(request => request["Range"]).Should().Equal(null, "bytes=20000-", "bytes=30000-");
        _case.Hub.Bodies(Weights).Last()["If-Range"].Should()
            .StartWith("\"cdn-", "the bytes go on only if they are the same ones, by their sender's own name");
        _case.Waits.Should().Equal(1, 1);
        _case.Notes.Should().ContainMatch($"{Weights}: *the connection broke off*");
    }

    [Fact]
    public async Task Always_broken_off_it_ends_and_the_next_call_goes_on()
    {
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { Sends = request20(reply) }, times: 6);
        await _case.FailAsync(HubFault.BrokenOff);
        new FileInfo(_case.Place + ".part").Length.Should().Be(20_000);
        _case.Waits.Should().Equal(1, 2, 4);

        _case.Hub.Requests.Count.Should().BeLessThan(30);
        await _case.MustSucceedAsync();
        _case.Hub.Bodies(Weights).Last()["Range"].Should().Be("bytes=20000-");

        // 20,000 bytes the first time, none of the rest afterwards.
        static int request20(HubReply reply) => reply.Status == 200 ? 20_000 : 0;
    }

    [Fact]
    public async Task Ended_early_as_if_it_were_whole_it_goes_on_too()
    {
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { Sends = 20_000, Chunked = true });
        await _case.MustSucceedAsync();
        _case.Notes.Should().ContainMatch($"{Weights}: *ended after 20000 of 50000 bytes*");
    }

    [Fact]
    public async Task A_stall_is_a_break()
    {
        // Long enough for an honest answer on a busy machine; one that is late all the same is only asked again.
        _case.Settings = _case.Settings with { Stall = TimeSpan.FromMilliseconds(500), Tries = 10 };
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { Sends = 20_000, Stalls = true });
        await _case.MustSucceedAsync();
        _case.Hub.Bodies(Weights).Last()["Range"].Should().Be("bytes=20000-");

        using var other = new HubCase();
        other.Settings = other.Settings with { Stall = TimeSpan.FromMilliseconds(500), Tries = 2 };
        other.Hub.Spoil(request => request.IsListing, reply => reply with { Sends = 3, Stalls = true }, times: 9);
        await other.FailAsync(HubFault.Stalled);
        other.Hub.Requests.Count.Should().BeInRange(1, 2);
    }

    [Fact]
    public async Task Wrong_bytes_are_never_kept()
    {
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, Flip);
        (await _case.FailAsync(HubFault.WrongContent)).Message.Should()
            .Contain("SHA-256 " + HubRepositoryContent.Sha256(_case.Content.Files[Weights]));
        new FileInfo(_case.Place + ".part").Length.Should().Be(0);
        await _case.MustSucceedAsync();
    }

    [Fact]
    public async Task Wrong_bytes_of_a_small_file_are_never_kept()
    {
        _case.Hub.Spoil(request => request.IsBody("config.json"), Flip);
        (await _case.FailAsync(HubFault.WrongContent)).Message.Should().Contain("Git blob");
    }

    [Fact]
    public async Task A_part_of_other_content_is_found_out_and_begun_anew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_case.Place)!);
        File.WriteAllBytes(_case.Place + ".part", HubCase.Bytes(30_000, 99));
        await _case.MustSucceedAsync();
        _case.Hub.Bodies(Weights).Select(request => request["Range"]).Should().Equal("bytes=30000-", null);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(50_001)]
    public async Task A_part_that_is_long_enough_is_judged_by_its_content(int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_case.Place)!);
        File.WriteAllBytes(_case.Place + ".part", HubCase.Bytes(length, 99));
        if (length > 50_000)
            await _case.MustSucceedAsync();
        else
            await _case.FailAsync(HubFault.WrongContent);
        await _case.MustSucceedAsync();
    }

    [Fact]
    public async Task Sizes_must_be_those_stated()
    {
        _case.Hub.Spoil(request => request.IsHead(Weights), reply => reply.With("X-Linked-Size", "40000"));
        await _case.FailAsync(HubFault.WrongSize);
        _case.Hub.Spoil(request => request.IsHead(Weights), reply => reply.With("X-Linked-Size", "60000"));
        await _case.FailAsync(HubFault.WrongSize);
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { States = 49_999 });
        await _case.FailAsync(HubFault.WrongSize);
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply =>
            reply with { Body = [.. reply.Body, 1], Chunked = true });
        await _case.FailAsync(HubFault.WrongSize);
        await _case.MustSucceedAsync();
    }

    [Fact]
    public async Task A_portals_page_is_no_file()
    {
        _case.Hub.Spoil(request => request.IsBody(Weights), _ => new HubReply(200, "<html>Please log in</html>"u8.ToArray()));
        await _case.FailAsync(HubFault.WrongSize);
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(200, "<html>Please log in</html>"u8.ToArray()));
        await _case.FailAsync(HubFault.Unexpected);
    }

    [Fact]
    public async Task A_range_that_is_ignored_misread_or_refused_costs_only_time()
    {
        foreach (var (asked, spoiled) in new (int, Func<HubReply, HubReply>)[]
        {
            (2, _ => new HubReply(200, _case.Content.Files[Weights])),
            (3, reply => reply.With("Content-Range", "bytes 10000-49999/50000")),
            (3, _ => new HubReply(416, [])),
            (3, reply => reply.With("Content-Range", null)),
        })
        {
            using var one = new HubCase();
            one.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => reply with { Sends = 20_000 });
            one.Hub.Spoil(request => request["Range"] is not null && request.ToCdn, spoiled);
            await one.MustSucceedAsync();
            one.Hub.Bodies(Weights).Should().HaveCount(asked, "what does not go on from where it was asked to is begun anew at once");
        }
    }

    [Fact]
    public async Task Pieces_of_different_contents_are_begun_anew()
    {
        // A sender without a name for its bytes, and other bytes after the break.
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply => (reply with { Sends = 20_000 }).With("ETag", null));
        _case.Hub.Spoil(request => request["Range"] is not null && request.ToCdn, Flip);
        await _case.MustSucceedAsync();
        _case.Hub.Bodies(Weights).Should().HaveCount(3);
        _case.Hub.Bodies(Weights).ElementAt(1)["If-Range"].Should().BeNull();
    }

    [Fact]
    public async Task Compressed_content_is_refused()
    {
        _case.Hub.Spoil(request => request.IsBody("config.json"), reply => reply.With("Content-Encoding", "gzip"));
        await _case.FailAsync(HubFault.Unexpected);
    }

    [Fact]
    public async Task What_states_no_hash_or_size_is_not_fetched()
    {
        _case.Hub.Spoil(request => request.IsHead("config.json"), reply => reply.With("ETag", null));
        await _case.FailAsync(HubFault.Unstated);
        _case.Hub.Spoil(request => request.IsHead("config.json"), reply => reply.With("ETag", "\"5d41402abc4b2a76b9719d911017c592\""));
        await _case.FailAsync(HubFault.Unstated);
        _case.Hub.Spoil(request => request.IsHead(Weights), reply => reply.With("X-Linked-Size", null));
        await _case.FailAsync(HubFault.Unstated);
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(200, "{\"sha\":\"main\",\"siblings\":[]}"u8.ToArray()));
        await _case.FailAsync(HubFault.Unstated);
        _case.Hub.Spoil(request => request.IsHead("config.json"), reply => reply.With("ETag", "W/" + reply.Headers["ETag"]));
        await _case.MustSucceedAsync();
    }

    [Fact]
    public async Task A_hub_that_contradicts_itself_is_not_believed()
    {
        _case.Hub.Spoil(request => request.IsHead(Weights), reply => reply.With("X-Linked-Etag", $"\"{new string('a', 64)}\""));
        await _case.FailAsync(HubFault.Contradiction);
        _case.Hub.Spoil(request => request.IsHead(Weights), reply => reply.With("X-Repo-Commit", new string('a', 40)));
        await _case.FailAsync(HubFault.Contradiction);
    }

    [Fact]
    public async Task A_Git_LFS_pointer_is_not_the_file()
    {
        // A server that knows nothing of LFS: the pointer is the content, and everything it states of it is right.
        var pointer = HubRepositoryContent.Pointer(_case.Content.Files[Weights]);
        var list =
            $"{{\"sha\":\"{_case.Content.Commit}\",\"siblings\":[{{\"rfilename\":\"config.json\"}},{{\"rfilename\":\"{Weights}\"}}]}}";
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(200, Encoding.ASCII.GetBytes(list)));
        _case.Hub.Spoil(request => request.Path.EndsWith(Weights, StringComparison.Ordinal), _ =>
            new HubReply(200, pointer).With("ETag", HubRepositoryContent.ETag("a.json", pointer)), times: 2);
        await _case.FailAsync(HubFault.LfsPointer);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"sha\":\"0123456789abcdef0123456789abcdef01234567\"}")]
    [InlineData("{\"sha\":7,\"siblings\":[]}")]
    [InlineData("{\"sha\":\"0123456789abcdef0123456789abcdef01234567\",\"siblings\":[{\"name\":\"config.json\"}]}")]
    public async Task A_list_that_is_none_is_refused(string json)
    {
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(200, Encoding.UTF8.GetBytes(json)));
        await _case.FailAsync(HubFault.Unexpected);
    }

    [Fact]
    public async Task An_endless_list_is_refused()
    {
        _case.Hub.Spoil(request => request.IsListing, _ => new HubReply(200, new byte[17 << 20]));
        await _case.FailAsync(HubFault.Unexpected);
    }

    [Fact]
    public async Task No_path_leaves_the_folder()
    {
        _case.Content.Files["../../../escaped.txt"] = "x"u8.ToArray();
        using var fetch = new HubFetch(_case.Settings);
        (await FluentActions.Awaiting(() => fetch.FilesAsync(_case.Model, ["../../../escaped.txt"])).Should()
            .ThrowAsync<HubException>()).Which.Fault.Should().Be(HubFault.NotFound);
    }

    [Fact]
    public async Task Whatever_goes_wrong_on_the_way_the_bytes_are_right_or_there_are_none()
    {
        // Random scripts of breaks, lies and refusals; the seed is the case's number.
        for (var seed = 0; seed < 15; seed++)
        {
            var random = new Random(seed);
            using var one = new HubCase();
            one.Hub.Spoil(request => request.IsBody(Weights), (_, reply) => random.Next(9) switch
            {
                0 or 1 or 2 => reply with { Sends = random.Next(reply.Body.Length + 1) },
                3 => Flip(reply),
                4 => StandInHub.Refusal(503, "busy"),
                5 => reply with { Sends = random.Next(reply.Body.Length + 1), Chunked = true },
                6 => reply.With("Content-Range", $"bytes {random.Next(50_000)}-49999/50000"),
                7 => reply.Status == 206 ? new HubReply(200, one.Content.Files[Weights]) : reply,
                _ => reply,
            }, times: random.Next(1, 12));
            try
            {
                await one.FetchAsync();
            }
            catch (HubException)
            {
                one.MustShowNothing();
            }
            await FluentActions.Awaiting(one.MustSucceedAsync).Should().NotThrowAsync($"an honest hub follows, seed {seed}");
        }
    }

    [Fact]
    public async Task An_interrupt_leaves_the_part_and_nothing_else()
    {
        using var interrupt = new CancellationTokenSource();
        _case.Hub.Spoil(request => request.IsBody(Weights) && request.ToCdn, reply =>
        {
            interrupt.CancelAfter(200);
            return reply with { Sends = 20_000, Stalls = true };
        });
        await FluentActions.Awaiting(() => _case.FetchAsync(cancellation: interrupt.Token)).Should()
            .ThrowAsync<OperationCanceledException>();
        _case.MustShowNothing();
        await _case.MustSucceedAsync();
    }

    private static HubReply Flip(HubReply reply)
    {
        if (reply.Body.Length == 0)
            return reply;
        var body = reply.Body.ToArray();
        body[body.Length / 2] ^= 4;
        return reply with { Body = body };
    }
}
