using Claims.Checkpoints.Hub;

namespace Claims.Tests.Hub;

/// <summary>A disk that is full, a place that is none, another process at the same file.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly HubCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task Without_room_nothing_is_begun()
    {
        _case.Settings = _case.Settings with { Room = _ => 49_000 };
        (await _case.FailAsync(HubFault.DiskFull)).Message.Should().Contain("49000 are free");
        _case.Hub.Requests.Where(request => request.IsBody("config.json")).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_here_already_needs_no_room()
    {
        _case.Hub.Spoil(request => request.IsBody(HubCase.Weights) && request.ToCdn, reply =>
            reply with { Sends = reply.Status == 200 ? 40_000 : 0 }, times: 5);
        await _case.FailAsync(HubFault.BrokenOff);
        _case.Settings = _case.Settings with { Room = _ => 10_000 };
        await _case.MustSucceedAsync();
    }

    [Theory]
    [InlineData(28, HubFault.DiskFull)]
    [InlineData(122, HubFault.DiskFull)]
    [InlineData(unchecked((int)0x80070070), HubFault.DiskFull)]
    [InlineData(5, HubFault.NotWritable)]
    public void The_systems_errors_are_told_apart(int code, HubFault fault) =>
        HubDisk.Error("/place", new IOException("system's words", code)).Should()
            .Match<HubException>(e => e.Fault == fault && e.Message.Contains("/place") && e.Message.Contains("system's words"));

    [SkippableFact]
    public void A_full_disk_is_known_by_this_systems_own_error()
    {
        Skip.IfNot(File.Exists("/dev/full"), "this system has no /dev/full");
        var error = FluentActions.Invoking(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[1 << 16]);
            full.Flush();
        }).Should().Throw<IOException>().Which;
        HubDisk.IsFull(error).Should().BeTrue($"{error.HResult}: {error.Message}");
    }

    [Fact]
    public async Task A_place_that_cannot_be_one_is_named()
    {
        File.WriteAllText(_case.File("cache"), "a file");
        var error = await FluentActions.Awaiting(() => _case.FetchAsync()).Should().ThrowAsync<HubException>();
        error.Which.Fault.Should().Be(HubFault.NotWritable);
        error.WithMessage($"{_case.Root}*--to DIR*");
    }

    [Fact]
    public async Task Two_at_the_same_file_do_not_mix()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_case.Place)!);
        using (new FileStream(_case.Place + ".part", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            await _case.FailAsync(HubFault.InUse);
        await _case.MustSucceedAsync();
    }
}
