using System.CommandLine;
using Claims.Alley;
using Claims.Cli.Verbs;
using Claims.Model;

namespace Claims.Cli;

/// <summary>The verbs, and what an error means to the shell.</summary>
internal static class CommandLine
{
    /// <summary>Every verdict is the expected one.</summary>
    public const int AsExpected = 0;

    /// <summary>A verdict is not the expected one, or parity was missed.</summary>
    public const int NotAsExpected = 1;

    /// <summary>Bad usage or input.</summary>
    public const int BadInput = 2;

    /// <summary>Something needed is missing on this machine.</summary>
    public const int Missing = 3;

    public static int Run(string[] args)
    {
        AlleyReader.Register();
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine($"claims: {error.Message}");
            Console.Error.WriteLine("claims: `./claims --help` lists the verbs, `./claims VERB --help` their options.");
            return BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (BadInputException e)
        {
            return Fail(e.Message, e.Page, BadInput);
        }
        catch (MissingException e)
        {
            return Fail(e.Message, e.Page, Missing);
        }
        catch (Exception e) when (OutOfMemory.Is(e))
        {
            return Fail($"There is not enough memory ({OutOfMemory.FirstLine(e)}).", "memory", Missing);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("claims: interrupted.");
            return 130;
        }
    }

    // One line a verb: a static class under Verbs/ that builds its command.
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
