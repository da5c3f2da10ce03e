using System.Text.RegularExpressions;

namespace Claims.Tests.House;

/// <summary>What docs/architecture.md says a reader walks through: of files that are there, and no more than promised.</summary>
public sealed partial class JourneyTests
{
    private const int LongestVerdict = 45, LongestReplay = 7;

    [Fact]
    public void A_verdict_is_a_short_walk()
    {
        var files = Named().Matches(Between("**A verdict**", "Two lambdas")).Select(match => match.Groups[1].Value)
            .Where(name => char.IsUpper(name[0])).ToArray();
        files.Should().OnlyHaveUniqueItems().And.HaveCountLessThanOrEqualTo(LongestVerdict).And.OnlyContain(name => Source(name) == 1);
        Between("**A verdict**", "| |").Should().Contain($"{files.Length} files");
    }

    [Fact]
    public void A_replay_is_a_shorter_one()
    {
        var files = Linked().Matches(Between("**A replay**", "**A verdict**")).Select(match => match.Groups[1].Value)
            .Concat(["VideoModel", "Vivit"]).Distinct().ToArray();
        files.Should().HaveCountLessThanOrEqualTo(LongestReplay).And.OnlyContain(name => Source(name) == 1);
    }

    private static string Between(string first, string after)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var from = page.IndexOf(first, StringComparison.Ordinal);
        from.Should().BePositive("the page has {0}", first);
        return page[from..page.IndexOf(after, from, StringComparison.Ordinal)];
    }

    private static int Source(string name) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), name + ".cs", SearchOption.AllDirectories).Count();

    [GeneratedRegex(@"`(\w+)`(?!\])")]
    private static partial Regex Named();

    [GeneratedRegex(@"\[`(\w+)`\]\(")]
    private static partial Regex Linked();
}
