using System.Text.RegularExpressions;
using Claims.Cli;

namespace Claims.Tests.Docs;

/// <summary>What the workflows call is what the program takes.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Commands() =>
        new(Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
        .SelectMany(file => Command().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.TrimEnd('"', '\'')))
        .Where(command => command.Split(' ')[0] is not ("test" or "setup")).Distinct());

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_claims_command_is_one_that_the_program_takes(string command)
    {
        var words = Variable().Replace(command, "x").Replace("\"", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CommandLine.Root().Parse(words).Errors.Select(error => error.Message).Should().BeEmpty($"a workflow says `./claims {command}`");
    }

    [Fact]
    public void Every_action_is_pinned_by_its_commit() =>
        Files().SelectMany(file => Uses().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(action => !action.StartsWith("./", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(action => Pinned().IsMatch(action));

    [Fact]
    public void A_token_is_there_only_where_something_is_fetched()
    {
        foreach (var file in Files())
        {
            var steps = File.ReadAllText(file).Split("      - ");
            steps.Where(step => step.Contains("HF_TOKEN: ${{", StringComparison.Ordinal))
                .Where(step => !step.Contains("./claims fetch", StringComparison.Ordinal)
                    // A workflow that is called hands it on; what it does with it is its own file's.
                    && !step.Contains("uses: ./.github/workflows/", StringComparison.Ordinal)).Should().BeEmpty(file);
        }
    }

    [Fact]
    public void Nothing_that_a_caller_says_is_put_into_a_shell() =>
        Files().SelectMany(file => Shells().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .Should().NotBeEmpty().And.NotContain(shell => shell.Contains("${{", StringComparison.Ordinal));

    [Fact]
    public void Workflows_may_only_read() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
            .Should().OnlyContain(file => File.ReadAllText(file).Contains("permissions:\n  contents: read\n", StringComparison.Ordinal)
                && !File.ReadAllText(file).Contains(": write", StringComparison.Ordinal));

    private static string[] Files() =>
        Directory.GetFiles(Path.Combine(Repository.Root, ".github"), "*.yml", SearchOption.AllDirectories);

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"@[0-9a-f]{40}\z")]
    private static partial Regex Pinned();

    // One line, or a block: everything that is further in.
    [GeneratedRegex(@"^( *)(?:- )?run: (?:[^|\n][^\n]*|\|\n(?:\1 +[^\n]*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Shells();

    [GeneratedRegex(@"\./claims ([a-z][^\n|&;>]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+")]
    private static partial Regex Variable();
}
