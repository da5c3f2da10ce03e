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
    private const int PlainWidth = 200;

    private static (TextWriter To, IAnsiConsole Console)? _made;

    /// <summary>Whether standard output is a file's: what is for people goes to the error stream then.</summary>
    public static bool OutputIsTaken { get; set; }

    /// <summary>Where tables go, and what it can show.</summary>
    public static IAnsiConsole Console
    {
        get
        {
            if (_made is not { } made || made.To != To)
                _made = made = (To, Make(To));
            return made.Console;
        }
    }

    /// <summary>Whether it is a terminal that tables are drawn for.</summary>
    public static bool IsTerminal => Console.Profile.Capabilities.Ansi;

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

    /// <summary>A table with these columns.</summary>
    public static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(Printed.Of(column))) { NoWrap = true });
        return table;
    }

    /// <summary>A row of texts, shown as they are: no markup, no emoji.</summary>
    public static void Row(this Table table, params IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(Printed.Of(cell))));

    /// <summary>Draws a table or a picture.</summary>
    public static void Show(IRenderable what) => Console.Write(what);

    private static IAnsiConsole Make(TextWriter to)
    {
        var plain = OutputIsTaken ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(to),
        });
        if (plain)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
