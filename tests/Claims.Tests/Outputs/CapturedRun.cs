using Claims.Cli;

namespace Claims.Tests.Outputs;

/// <summary>The command line in this process, with what it printed.</summary>
internal static class CapturedRun
{
    public static (int Code, string Output, string Error) Of(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var o = new StringWriter { NewLine = "\n" };
        using var e = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(o);
            Console.SetError(e);
            return (CommandLine.Run(arguments), o.ToString(), e.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
