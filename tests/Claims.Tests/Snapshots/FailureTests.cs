namespace Claims.Tests.Snapshots;

/// <summary>What happens when a snapshot is new or differs.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_new_snapshot_fails_and_is_left_for_a_look()
    {
        using var scratch = new Scratch();
        var message = await Scratch.Failure(Verify("text").UseDirectory(scratch.Folder).UseFileName("New"));
        message.Should().Be(
            $"Directory: {scratch.Folder}\nNew:\n  - Received: New.received.txt\n    Verified: New.verified.txt\n\n" +
            "FileContent:\n\nNew:\n\nReceived: New.received.txt\ntext\n\n");
        scratch.Bytes("New.received.txt").Should().Equal([0xEF, 0xBB, 0xBF, .. "text"u8]);
        scratch.Files.Should().Equal("New.received.txt");
    }

    [Fact]
    public async Task A_changed_snapshot_fails_with_both_texts()
    {
        using var scratch = new Scratch();
        scratch.Write("Old.verified.txt", "old");
        var message = await Scratch.Failure(Verify("new").UseDirectory(scratch.Folder).UseFileName("Old"));
        message.Should().Be(
            $"Directory: {scratch.Folder}\nNotEqual:\n  - Received: Old.received.txt\n    Verified: Old.verified.txt\n\n" +
            "FileContent:\n\nNotEqual:\n\nReceived: Old.received.txt\nnew\nVerified: Old.verified.txt\nold\n\n");
        scratch.Read("Old.verified.txt").Should().Be("old");
        scratch.Read("Old.received.txt").Should().Be("new");
    }

    [Fact]
    public async Task A_verified_file_that_nothing_claims_fails()
    {
        using var scratch = new Scratch();
        scratch.Write("Less.verified.txt", "text");
        scratch.Write("Less#more.verified.md", "more");
        var message = await Scratch.Failure(Verify("text").UseDirectory(scratch.Folder).UseFileName("Less"));
        message.Should().Be(
            $"Directory: {scratch.Folder}\nDelete:\n  - Less#more.verified.md\nEqual:\n  - Received: Less.received.txt\n    Verified: Less.verified.txt\n");
    }

    [Fact]
    public async Task A_snapshot_that_agrees_again_leaves_no_received_file()
    {
        using var scratch = new Scratch();
        scratch.Write("Same.verified.txt", "text");
        scratch.Write("Same.received.txt", "of an earlier run");
        await Verify("text").UseDirectory(scratch.Folder).UseFileName("Same");
        scratch.Files.Should().Equal("Same.verified.txt");
    }

    [Theory]
    [InlineData("a\r\nb\r\n", true)]
    [InlineData("a\nb\n", true)]
    [InlineData("a\nb\n\n", false)]
    [InlineData("a\nb ", false)]
    [InlineData(" a\nb", false)]
    public async Task Carriage_returns_and_one_last_newline_are_accepted_and_nothing_else(string verified, bool accepted)
    {
        using var scratch = new Scratch();
        scratch.Write("Lines.verified.txt", verified);
        var failure = await Record.ExceptionAsync(async () => await Verify("a\nb").UseDirectory(scratch.Folder).UseFileName("Lines").DisableRequireUniquePrefix());
        (failure is null).Should().Be(accepted);
    }

    [Fact]
    public async Task AutoVerify_accepts_and_with_throwException_says_so()
    {
        using var scratch = new Scratch();
        scratch.Write("Auto.verified.txt", "old");
        await Verify("new").UseDirectory(scratch.Folder).UseFileName("Auto").AutoVerify();
        scratch.Read("Auto.verified.txt").Should().Be("new");
        scratch.Files.Should().Equal("Auto.verified.txt");

        var loud = Verify("newer").UseDirectory(scratch.Folder).UseFileName("Auto").DisableRequireUniquePrefix().AutoVerify(throwException: true);
        (await Scratch.Failure(loud)).Should().StartWith($"Directory: {scratch.Folder}\nNotEqual:\n");
        scratch.Read("Auto.verified.txt").Should().Be("newer");
    }

    [Fact]
    public async Task AutoVerify_can_be_kept_from_build_servers()
    {
        using var scratch = new Scratch();
        scratch.Write("Kept.verified.txt", "old");
        var failure = await Record.ExceptionAsync(async () => await Verify("new").UseDirectory(scratch.Folder).UseFileName("Kept").AutoVerify(includeBuildServer: false));
        var onBuildServer = Environment.GetEnvironmentVariable("GITHUB_ACTION") is not null || Environment.GetEnvironmentVariable("TF_BUILD") is not null;
        (failure is not null).Should().Be(onBuildServer);
        scratch.Read("Kept.verified.txt").Should().Be(onBuildServer ? "old" : "new");
    }

    [Fact]
    public async Task A_comparer_for_an_extension_goes_before_the_general_one()
    {
        using var scratch = new Scratch();
        scratch.Write("Both.verified.txt", "old");
        scratch.Write("Both.verified.md", "old");
        var settings = new VerifySettings();
        settings.UseStringComparer((_, _, _) => Task.FromResult(CompareResult.NotEqual("the general one")));
        settings.UseStringComparer((_, _, _) => Task.FromResult(CompareResult.Equal), "md");
        var message = await Scratch.Failure(Verify("new", settings).UseDirectory(scratch.Folder).UseFileName("Both").AppendContentAsFile("new", "md"));
        message.Should().StartWith($"Directory: {scratch.Folder}\nNotEqual:\n  - Received: Both.received.txt\n    Verified: Both.verified.txt\nEqual:\n  - Received: Both.received.md\n");
        message.Should().EndWith("Compare Result:\nthe general one\n\n");
    }

    [Fact]
    public async Task A_comparer_is_asked_only_when_the_texts_differ()
    {
        using var scratch = new Scratch();
        scratch.Write("Asked.verified.txt", "text\r\n");
        await Verify("text").UseDirectory(scratch.Folder).UseFileName("Asked").UseStringComparer((_, _, _) => throw new InvalidOperationException("asked"));

        var settings = new VerifySettings();
        settings.Context["depth"] = 3;
        settings.UseStringComparer((received, verified, context) => Task.FromResult(CompareResult.NotEqual($"{received} is not {verified}, depth {context["depth"]}")));
        var message = await Scratch.Failure(Verify("other", settings).UseDirectory(scratch.Folder).UseFileName("Asked").DisableRequireUniquePrefix());
        message.Should().EndWith("Received: Asked.received.txt\nVerified: Asked.verified.txt\nCompare Result:\nother is not text\n, depth 3\n\n");
    }
}
