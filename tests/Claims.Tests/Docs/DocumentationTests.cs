using System.Text.RegularExpressions;
using Claims.Cli;

namespace Claims.Tests.Docs;

/// <summary>What the pages say can be done, can be done.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages() => new(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "benchmarks", "README.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_csharp_block_is_compiled_and_run_by_a_test(string page)
    {
        var compiled = Lines(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Claims.Tests", "Docs", "Snippets.cs")));
        foreach (var block in Blocks(page, "csharp"))
            compiled.Should().Contain(Lines(block), $"{page} shows it");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_claims_command_is_one_that_the_program_takes(string page)
    {
        foreach (var command in Blocks(page, "").SelectMany(block => Command().Matches(block).Select(match => match.Groups[1].Value)))
        {
            // [optional] parts as if given; a|b as a; what follows a comment sign is for the reader.
            var words = Alternatives().Replace(command.Split(" #")[0].Replace("[", "").Replace("]", ""), "$1")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] is "test" or "setup")
                continue;
            var numbers = words.Select(word => word is "SECONDS" ? "1" : word).ToArray();
            CommandLine.Root().Parse(numbers).Errors.Select(error => error.Message).Should().BeEmpty($"{page} says `./claims {command}`");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (var target in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(match => match.Groups[1].Value.Split('#')[0]))
        {
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                Path.Exists(Path.Combine(folder, target)).Should().BeTrue($"{page} links to {target}");
        }
    }

    [Fact]
    public void Every_error_page_that_a_message_names_is_there()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => PageName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Append("bad-input")
            .Append("missing").Distinct();
        foreach (var page in pages)
            File.Exists(Path.Combine(Repository.Root, "docs", "errors", page + ".md")).Should()
                .BeTrue($"an exception names the page {page}");
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"))
            .Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["body"].Value);

    // However lines are broken: a page's may be wider.
    private static string Lines(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    [GeneratedRegex(@"^ *```(?<language>\w*)\n(?<body>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ *(?:\$ )?\./claims ([^\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"(\S+?)\|\S+")]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("page: \"([a-z-]+)\"")]
    private static partial Regex PageName();
}
