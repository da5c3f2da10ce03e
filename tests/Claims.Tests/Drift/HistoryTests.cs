using System.Text;
using Claims.Common;
using Claims.Drift.Decisions;
using Claims.Drift.History;
using Claims.Verdicts;

namespace Claims.Tests.Drift;

/// <summary>A file of comparisons that only grows.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Lines_come_back_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("history.jsonl");
        foreach (var day in new[] { "2026-01-30", "2026-01-31" })
            HistoryFile.Append(path, Record(day)).Should().BeNull();
        var (records, torn) = HistoryFile.Read(path);
        torn.Should().BeNull();
        records.Should().BeEquivalentTo([Record("2026-01-30"), Record("2026-01-31")], options => options.WithStrictOrdering());
        File.ReadAllLines(path).Should().HaveCount(2);
    }

    [Fact]
    public async Task Concurrent_appends_lose_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("history.jsonl");
        const int Writers = 8, Lines = 10;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var line = 0; line < Lines; line++)
            {
                HistoryFile.Append(path, Record($"{writer}-{line}"));
                HistoryFile.Read(path).Torn.Should().BeNull("who reads waits for a line's end");
            }
        })));
        HistoryFile.Read(path).Records.Select(record => record.Date).Should()
            .BeEquivalentTo(from writer in Enumerable.Range(0, Writers) from line in Enumerable.Range(0, Lines) select $"{writer}-{line}");
    }

    [Fact]
    public async Task Who_appends_waits_for_whoever_holds_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("history.jsonl");
        HistoryFile.Append(path, Record("one"));
        Task append;
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            append = Task.Run(() => HistoryFile.Append(path, Record("two")));
            (await Task.WhenAny(append, Task.Delay(300))).Should().NotBe(append, "it would write into what another reads");
        }
        await append;
        HistoryFile.Read(path).Records.Select(record => record.Date).Should().Equal("one", "two");
    }

    [Fact]
    public void What_a_crash_left_of_a_line_is_set_aside_and_told_wherever_it_broke_off()
    {
        using var whole = new TemporaryFolder();
        HistoryFile.Append(whole.File("h"), Record("crashed"));
        var line = File.ReadAllBytes(whole.File("h"));
        foreach (var written in new[] { 1, line.Length / 2, line.Length - 1 })
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("history.jsonl");
            HistoryFile.Append(path, Record("first"));
            using (var file = new FileStream(path, FileMode.Append))
                file.Write(line.AsSpan(0, written));

            var (records, torn) = HistoryFile.Read(path);
            records.Select(record => record.Date).Should().Equal("first");
            torn.Should().Contain($"the last {written} bytes");
            HistoryFile.Append(path, Record("second")).Should().Contain($"its {written} bytes are in {path}.torn");
            HistoryFile.Read(path).Records.Select(record => record.Date).Should().Equal("first", "second");
            HistoryFile.Read(path).Torn.Should().BeNull();
            File.ReadAllBytes(path + ".torn").Should().Equal([.. line.AsSpan(0, written), (byte)'\n']);
        }
    }

    [Theory]
    [InlineData("not json\n", "line 1")]
    [InlineData("{\"schema\":\"claims-history/2\"}\n", "line 1")]
    [InlineData("null\n", "line 1")]
    public void A_line_that_is_no_comparison_is_named(string text, string named)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("h"), text, new UTF8Encoding(false));
        var act = () => HistoryFile.Read(folder.File("h"));
        act.Should().Throw<BadInputException>().WithMessage($"*{named}*");
    }

    [Fact]
    public void A_file_that_is_not_there_has_no_history()
    {
        using var folder = new TemporaryFolder();
        var act = () => HistoryFile.Read(folder.File("none"));
        act.Should().Throw<BadInputException>();
    }

    private static HistoryRecord Record(string date) => new(
        HistoryRecord.CurrentSchema, date, "tiny", new Dictionary<string, string> { ["weights"] = "aa" }, new Dictionary<string, string>
        { ["weights"] = "bb" }, 42,
        new Dictionary<string, string> { ["claims"] = "1" }, Decision.Drifted,
        [new("MIDDLE", Form.Reproduce, Verdict.Holds, Verdict.Refuted, Decision.Drifted,
            [new("middle", "%", 4, 9, 4.5, 5.5, null, Decision.Drifted),
                new("gone", "%", 1, double.NaN, double.NaN, double.NaN, 0.5, Decision.NotComparable)])]);
}
