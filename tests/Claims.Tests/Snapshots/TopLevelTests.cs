namespace Claims.Tests.Snapshots;

/// <summary>What Verify writes when it is given no object with members, and which files it writes.</summary>
public class TopLevelTests
{
    public static TheoryData<string, object?, string> Values { get; } = new()
    {
        { "null", null, "null" },
        { "empty", "", "emptyString" },
        { "text", "one\r\ntwo\n", "one\ntwo\n" },
        { "double", 1.0, "1" },
        { "float", 0.1f, "0.1" },
        { "decimal", 1.50m, "1.50" },
        { "bool", true, "True" },
        { "enum", DayOfWeek.Friday, "Friday" },
        { "date", new DateTime(2026, 1, 2, 3, 4, 0), "2026-01-02 03:04" },
        { "guid", new Guid(1, 0, 0, new byte[8]), "00000001-0000-0000-0000-000000000000" },
        { "array", Array.Empty<int>(), "[]" },
        { "object", new object(), "{}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_by_itself(string name, object? value, string expected)
    {
        using var scratch = new Scratch();
        await (value is string text ? Verify(text) : Verify(value)).UseDirectory(scratch.Folder).UseFileName(name).AutoVerify();
        scratch.Bytes($"{name}.verified.txt").Should().Equal([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(expected)]);
    }

    [Fact]
    public async Task A_task_is_awaited_first()
    {
        using var scratch = new Scratch();
        await Verify(Task.FromResult(new { A = 1 })).UseDirectory(scratch.Folder).UseFileName("Task").AutoVerify();
        scratch.Read("Task.verified.txt").Should().Be("{\n  A: 1\n}");
    }

    [Fact]
    public Task Json_keeps_its_order_and_loses_its_quotes() =>
        VerifyJson("""{"b": 1.0, "a": [1, 1e5, null, "x", [], {}], "e": [], "z": 0, "t": true, "n": null}""");

    [Fact]
    public Task A_text_may_have_an_extension_of_its_own() => Verify("<svg xmlns=\"http://www.w3.org/2000/svg\" />", "svg");

    [Fact]
    public Task Several_targets_are_several_files() => Verify(new { Share = 0.5 })
        .AppendContentAsFile("<svg />", "svg")
        .AppendContentAsFile("a,b", "csv", "table");

    [Fact]
    public async Task Targets_of_one_name_are_counted()
    {
        using var scratch = new Scratch();
        await Verify([new Target("md", "a"), new Target("md", "b"), new Target("md", "c", "x")]).UseDirectory(scratch.Folder).UseFileName("Many").AutoVerify();
        scratch.Files.Should().Equal("Many#00.verified.md", "Many#01.verified.md", "Many#x.verified.md");
    }
}
