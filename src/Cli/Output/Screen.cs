using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.Output;

/// <summary>Tables and lines for people: plain text, as wide as it needs to be, where the output is not a terminal.</summary>
internal static class Screen
{
    private const int PlainWidth = 200;

    public static IAnsiConsole Console { get; } = Make();

    public static void Line(string text = "") => Console.WriteLine(text);

    public static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = true });
        return table;
    }

    public static void Show(IRenderable what) => Console.Write(what);

    private static IAnsiConsole Make()
    {
        var console =
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
