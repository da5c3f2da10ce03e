using System.Runtime.CompilerServices;
using System.Text;

namespace Claims.Tests.Snapshots;

/// <summary>What happens when a snapshot is new or differs.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_new_snapshot_fails_and_is_left_for_a_look()
    {
        const string name = "FailureTests.A_new_snapshot_fails_and_is_left_for_a_look";
        var message = await Failure(Verify("one\r\ntwo"));
        message.Should().Be(
            $"Directory: {_folder.Path}\nNew:\n  - Received: {name}.received.txt\n    Verified: {name}.verified.txt\n\n" +
            $"FileContent:\n\nNew:\n\nReceived: {name}.received.txt\none\ntwo\n\n");
        File.ReadAllBytes(_folder.File($"{name}.received.txt")).Should().Equal([0xEF, 0xBB, 0xBF, .. "one\ntwo"u8]);
        File.Exists(_folder.File($"{name}.verified.txt")).Should().BeFalse();
    }

    [Fact]
    public async Task A_changed_snapshot_fails_with_both_texts()
    {
        const string name = "FailureTests.A_changed_snapshot_fails_with_both_texts";
        Write("verified", "old");
        var message = await Failure(Verify("new"));
        message.Should().Be(
            $"Directory: {_folder.Path}\nNotEqual:\n  - Received: {name}.received.txt\n    Verified: {name}.verified.txt\n\n" +
            $"FileContent:\n\nNotEqual:\n\nReceived: {name}.received.txt\nnew\nVerified: {name}.verified.txt\nold\n\n");
        File.ReadAllText(_folder.File($"{name}.verified.txt")).Should().Be("old");
        File.ReadAllText(_folder.File($"{name}.received.txt")).Should().Be("new");
    }

    [Fact]
    public async Task A_snapshot_that_agrees_again_leaves_no_received_file()
    {
        Write("verified", "text");
        var received = Write("received", "of an earlier run");
        await Verify("text").UseDirectory(_folder.Path);
        File.Exists(received).Should().BeFalse();
    }

    [Theory]
    [InlineData("a\nb", "a\r\nb\r\n", true)]
    [InlineData("a\nb", "a\nb\n", true)]
    [InlineData("a\nb\n", "a\nb\n", true)]
    [InlineData("", "emptyString", true)]
    [InlineData("a\nb", "a\nb\n\n", false)]
    [InlineData("a\nb", "a\nb ", false)]
    [InlineData("a\nb", " a\nb", false)]
    public async Task Carriage_returns_and_one_last_newline_are_accepted_and_nothing_else(string text, string verified, bool accepted)
    {
        Write("verified", verified);
        var failure = await Record.ExceptionAsync(async () => await Verify(text).UseDirectory(_folder.Path).DisableDiff());
        (failure is null).Should().Be(accepted);
    }

    [Fact]
    public async Task A_number_that_is_near_enough_passes()
    {
        Write("verified", "{\n  Share: 0.5,\n  Count: 3\n}");
        await Verify("{\n  Share: 0.50001,\n  Count: 3\n}").UseDirectory(_folder.Path).WithinTolerance(relative: 1e-4, absolute: 0);
    }

    [Fact]
    public async Task A_number_that_is_not_fails_with_the_number()
    {
        Write("verified", "{\n  Share: 0.5,\n  Count: 3\n}");
        var settings = new VerifySettings();
        settings.UseStringComparer(NumberComparer.Within(relative: 1e-6, absolute: 0));
        var message = await Failure(Verify("{\n  Share: 0.50001,\n  Count: 3\n}", settings));
        message.Should().Contain("Compare Result:\nShare, line 2: received 0.50001, verified 0.5.\n");
    }

    [Fact]
    public async Task A_comparer_is_asked_only_when_the_texts_differ()
    {
        Write("verified", "text\r\n");
        await Verify("text").UseDirectory(_folder.Path).UseStringComparer((_, _, _) => throw new InvalidOperationException("asked"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a verification that must fail says. A program that shows differences would put an empty verified file there.</summary>
    private async Task<string> Failure(SettingsTask verification)
    {
        var thrown = await Record.ExceptionAsync(async () => await verification.UseDirectory(_folder.Path).DisableDiff());
        thrown.Should().NotBeNull("the verification must fail");
        return thrown!.Message;
    }

    private string Write(string kind, string text, [CallerMemberName] string test = "")
    {
        var file = _folder.File($"{nameof(FailureTests)}.{test}.{kind}.txt");
        File.WriteAllText(file, text, Encoding.UTF8);
        return file;
    }
}
