using System.Diagnostics.CodeAnalysis;
using Claims.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.Output;

/// <summary>
/// Tables and lines for people: plain text, as wide as it needs to be, where the output is not a terminal. All that is printed goes
/// through here, and every text of it through the one escape: what a file calls itself is never a command to a terminal or a build's log.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "This is where the others print.")]
internal static class Screen
{
    /// <summary>As wide as no table is: what is not for a terminal is never broken.</summary>
    public const int PlainWidth = 1_000_000;

    private static (TextWriter To, Display? As, IAnsiConsole Console)? _made;

    /// <summary>What the output is taken for; null, as ever but in tests: what it is.</summary>
    public static Display? TakenFor { get; set; }

    /// <summary>What can be shown where the output goes.</summary>
    public static Display Display => Console.Profile is { Width: < PlainWidth } terminal
        ? new(terminal.Width, terminal.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors }, terminal.Capabilities.Unicode)
        : Display.Plain;

    /// <summary>Whether standard output is a file's: what is for people goes to the error stream then.</summary>
    public static bool OutputIsTaken { get; set; }

    /// <summary>Where tables go, and what it can show.</summary>
    public static IAnsiConsole Console
    {
        get
        {
            if (_made is not { } made || made.To != To || made.As != TakenFor)
                _made = made = (To, TakenFor, Make(To, TakenFor));
            return made.Console;
        }
    }

    /// <summary>Whether it is a terminal that tables are drawn for.</summary>
    public static bool IsTerminal => Display.Width is not null;

    private static TextWriter To => OutputIsTaken ? System.Console.Error : System.Console.Out;

    /// <summary>One line of text.</summary>
    public static void Line(string text = "") => To.WriteLine(Printed.Of(text));

    /// <summary>Fields of one line with tabs between, for programs.</summary>
    public static void Tabbed(IEnumerable<string> fields) => To.WriteLine(string.Join('\t', fields.Select(Printed.Of)));

    /// <summary>One line on the error stream, after the program's name.</summary>
    public static void Error(string text)
    {
        try
        {
            System.Console.Error.WriteLine($"claims: {Printed.Of(text)}");
        }
        catch (IOException)
        {
            // Nobody can be told that there is nobody to tell.
        }
    }

    /// <summary>A text after its label: broken between words where a terminal is too narrow, each further line under the first.</summary>
    public static void Field(string label, string text)
    {
        var lines = Display.Width is { } width ? Words.Wrap(Printed.Of(text), Math.Max(1, width - label.GetCellWidth()))
            : [Printed.Of(text)];
        foreach (var (at, line) in lines.Index())
            Line((at == 0 ? label : new string(' ', label.GetCellWidth())) + line);
    }

    /// <summary>A table with these columns, the first of which says what the row is of.</summary>
    public static TextTable NewTable(params string[] columns) =>
        new([TextColumn.Key(columns[0]), .. columns[1..].Select(TextColumn.Text)]);

    /// <summary>Draws a table or a picture.</summary>
    public static void Show(IRenderable what) => Console.Write(what);

    private static IAnsiConsole Make(TextWriter to, Display? takenFor)
    {
        var plain = takenFor is not null ? takenFor.Width is null
            : OutputIsTaken ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : takenFor is null ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = takenFor is { Colours: false } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(to),
        });
        if (plain)
            console.Profile.Width = PlainWidth;
        if (takenFor is { Width: { } width })
            (console.Profile.Width, console.Profile.Capabilities.Unicode) = (width, takenFor.Unicode);
        return console;
    }
}
