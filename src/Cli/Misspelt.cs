using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Claims.Common;

namespace Claims.Cli;

/// <summary>What cannot be understood of a command line, and what may have been meant.</summary>
internal static class Misspelt
{
    /// <summary>A sentence per thing that is wrong: first what is unknown, with the nearest that there is.</summary>
    public static IEnumerable<string> Messages(ParseResult parsed)
    {
        var (root, command) = (parsed.RootCommandResult.Command, parsed.CommandResult.Command);
        if (parsed.UnmatchedTokens is [var verb, ..] && command.Subcommands.Count > 0 && verb is not ['-', ..])
            // Whatever follows belongs to a verb that there is not.
            return [Unknown(root, command, verb)];
        string[] options = [.. parsed.UnmatchedTokens.Where(token => token.StartsWith("--", StringComparison.Ordinal) && token.Length > 2)];
        // A value that followed an unknown option means nothing by itself.
        return
        [
            .. options.Select(option => Unknown(root, command, option)),
            .. parsed.Errors.Where(error => options.Length == 0
                || !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))).Select(Message),
        ];
    }

    private static string Unknown(Command root, Command command, string typed)
    {
        if (typed is ['-', ..])
        {
            var name = typed.Split('=')[0];
            string[] options = [.. command.Options.Concat(root.Options.Where(option => option.Recursive)).Select(option => option.Name)
                .Distinct()];
            return $"{command.Name} has no option \"{name}\". "
                + Nearest.Remedy(name, options, $"It has {string.Join(", ", options)}.");
        }
        string[] known = [.. command.Subcommands.Select(sub => sub.Name), .. command is RootCommand ? CommandLine.VerbsOfTheScript : []];
        return $"There is no {(command is RootCommand ? "verb" : command.Name)} \"{typed}\". "
            + Nearest.Remedy(typed, known, $"There are {string.Join(", ", known)}.");
    }

    // One of a few words was to be given: the library lists them over several lines.
    private static string Message(ParseError error) =>
        error is { SymbolResult: OptionResult { Tokens: [.., { Value: var typed }], Option: var option } } && error.Message.Contains('\n')
        && option.GetCompletions(CompletionContext.Empty).Select(one => one.Label).ToArray() is { Length: > 0 } words
            ? $"{option.Name} cannot be \"{typed}\". {Nearest.Remedy(typed, words, $"There are {string.Join(", ", words)}.")}"
            : error.Message;
}
