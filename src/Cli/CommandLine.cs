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
    public static int Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine($"claims: {error.Message}");
            Console.Error.WriteLine("claims: `./claims --help` lists the verbs, `./claims VERB --help` their options.");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (BadInputException e)
        {
            return Fail(e.Message, e.Page, ExitCode.BadInput);
        }
        catch (MissingException e)
        {
            return Fail(e.Message, e.Page, ExitCode.Missing);
        }
        catch (Exception e) when (OutOfMemory.Is(e))
        {
            return Fail($"There is not enough memory ({OutOfMemory.FirstLine(e)}).", "memory", ExitCode.Missing);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("claims: interrupted.");
            return 130;
        }
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

    private static int Fail(string message, string page, int code)
    {
        Console.Error.WriteLine($"claims: {message}");
        Console.Error.WriteLine($"claims: see docs/errors/{page}.md");
        return code;
    }
}
