using System.CommandLine;
using System.Globalization;
using Claims.Checkpoints.Folders;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Json;
using Claims.Model;
using Spectre.Console;

namespace Claims.Cli.InspectCommand;

/// <summary>`claims inspect DIR`: what a checkpoint folder holds, without reading a value.</summary>
internal static class InspectVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = Models.Described };
        var json = new Option<string?>("--json") { Description = "Also write it to this file as JSON.", HelpName = "FILE" };
        var command = new Command("inspect", "Show a checkpoint's architecture, parameter counts and tensors.") { folder, json };
        command.SetAction(parse =>
            Run(Models.Folder(parse.GetRequiredValue(folder)), parse.GetValue(json), parse.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string folder, string? json, TextWriter output)
    {
        var config = Architecture.Config(folder);
        using var checkpoint = CheckpointFolder.Open(folder);
        var report = CheckpointReport.Of(checkpoint, config);
        if (json is not null)
            JsonReport.Write(json, report);
        foreach (var (label, value) in report.Summary())
            output.WriteLine($"{label,-14}{value}");
        foreach (var note in report.Notes)
            output.WriteLine($"{"note",-14}{note}");
        output.WriteLine();
        if (Console.IsOutputRedirected || output != Console.Out)
            WritePlain(report, output);
        else
            WriteTable(report);
        return ExitCode.AsExpected;
    }

    private static void WritePlain(CheckpointReport report, TextWriter output)
    {
        foreach (var tensor in report.Tensors)
            output.WriteLine(string.Join('\t', Cells(tensor)));
    }

    private static void WriteTable(CheckpointReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("tensor", "type", "shape", "values");
        table.Columns[3].RightAligned();
        foreach (var tensor in report.Tensors)
            table.AddRow([.. Cells(tensor).Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private static string[] Cells(CheckpointReport.Row tensor) =>
    [
        tensor.PrintedName, tensor.Dtype, "[" + string.Join(", ", tensor.Shape) + "]",
        tensor.Elements.ToString(CultureInfo.InvariantCulture),
    ];
}
