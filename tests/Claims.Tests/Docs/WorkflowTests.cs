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

    [GeneratedRegex(@"\./claims ([a-z][^\n|&;>]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+")]
    private static partial Regex Variable();
}
