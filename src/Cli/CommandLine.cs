using System.CommandLine;
using Claims.Cli.ClipCommand;
using Claims.Cli.DoctorCommand;
using Claims.Cli.DriftCommand;
using Claims.Cli.FetchCommand;
using Claims.Cli.HistoryCommand;
using Claims.Cli.InspectCommand;
using Claims.Cli.ListCommand;
using Claims.Cli.MeasureCommand;
using Claims.Cli.Output;
using Claims.Cli.ParityCommand;
using Claims.Cli.ProbeCommand;
using Claims.Cli.RegisterCommand;
using Claims.Cli.ShowCommand;
using Claims.Cli.TrainCommand;
using Claims.Cli.VerifyCommand;
using Claims.Common;

namespace Claims.Cli;

/// <summary>The verbs, and what an error means to the shell.</summary>
internal static class CommandLine
{
    // A name that begins with @ is a file's name here: no file is read for further arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static int Run(string[] args)
    {
        var parsed = Root().Parse(args, Parsing);
        if (parsed.Errors.Count > 0)
        {
            foreach (var message in Misspelt.Messages(parsed))
                Screen.Error(message);
            if (parsed.UnmatchedTokens.FirstOrDefault(token => token.Length > 1 && token[0] == '-' && Path.Exists(token)) is { } file)
                Screen.Error($"a file whose name begins with - is written ./{file}");
            Screen.Error("`./claims --help` lists the verbs, `./claims VERB --help` their options.");
            return ExitCode.BadInput;
        }

        try
        {
            Outputs.Try(parsed);
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (Exception e) when (Told(e) is not null)
        {
            return Told(e)!();
        }
        finally
        {
            Screen.OutputIsTaken = false;
        }
    }

    // What a user can do something about, said in a sentence; null: a fault of the program, which is shown with its place.
    private static Func<int>? Told(Exception e) => e switch
    {
        BadInputException bad => () => Fail(bad.Message, bad.Page, ExitCode.BadInput),
        MissingException missing => () => Fail(missing.Message, missing.Page, ExitCode.Missing),
        OperationCanceledException => Interrupted,
        AggregateException many => many.InnerExceptions.Select(Told).FirstOrDefault(told => told is not null),
        _ when OutOfMemory.Is(e) => () => Fail($"There is not enough memory ({OutOfMemory.FirstLine(e)}).", "memory", ExitCode.Missing),
        // A disk that is full, a folder that went away, an output that nobody takes.
        _ when DiskFault.Is(e) => () => Fail($"A file cannot be read or written ({e.Message.TrimEnd('.')}). "
            + "See that it is there, may be used and that the disk has room.", "output", ExitCode.Missing),
        _ => null,
    };

    private static int Interrupted()
    {
        Screen.Error("interrupted.");
        return ExitCode.Interrupted;
    }

    // One line per verb: a static class under Verbs/ that builds its command.
    internal static RootCommand Root() => new("Claims: findings about video transformers, as executable claims.")
    {
        VerifyVerb.Create(),
        DriftVerb.Create(),
        HistoryVerb.Create(),
        RegisterVerb.Create(),
        ListVerb.Create(),
        ShowVerb.Create(),
        ParityVerb.Create(),
        DoctorVerb.Create(),
        InspectVerb.Create(),
        ClipVerb.Create(),
        MeasureVerb.Create(),
        TrainVerb.Create(),
        ProbeVerb.Create(),
        FetchVerb.Create(),
    };

    /// <summary>What the script ./claims does by itself.</summary>
    internal static IReadOnlyList<string> VerbsOfTheScript { get; } = ["test", "setup", "help"];

    private static int Fail(string message, string page, int code)
    {
        Screen.Error(message);
        Screen.Error($"see docs/errors/{page}.md");
        return code;
    }
}
