using System.Globalization;
using Claims.Cli.Output;

namespace Claims.Tests.Tables;

/// <summary>What is shown on a screen that there is not.</summary>
internal static class OnScreen
{
    /// <summary>What it shows on this one.</summary>
    public static string Of(Display display, Action show)
    {
        var output = Console.Out;
        using var to = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(to);
            Screen.TakenFor = display;
            show();
            return to.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        finally
        {
            Screen.TakenFor = null;
            Console.SetOut(output);
        }
    }

    /// <summary>What it shows on a terminal without colours, so wide.</summary>
    public static string Of(int width, Action show) => Of(new Display(width, Colours: false, Unicode: true), show);

    /// <summary>What it shows on terminals of 80, 100 and 160 columns and redirected, one after the other.</summary>
    public static string All(Action show) => string.Concat(
    [
        .. new[] { 80, 100, 160 }.Select(width => Titled(width.ToString(CultureInfo.InvariantCulture) + " columns", Of(width, show))),
        Titled("redirected", Of(Display.Plain, show)),
    ]);

    private static string Titled(string title, string shown) => $"=== {title}\n{shown}\n";
}
