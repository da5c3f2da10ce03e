using System.CommandLine;
using System.Globalization;
using Claims.Checkpoints.Folders;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Json;
using Claims.Model;

namespace Claims.Cli.InspectCommand;

/// <summary>`claims inspect DIR`: what a checkpoint folder holds, without reading a value.</summary>
internal static class InspectVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = Models.Described };
        var json = new OutputFile("--json", "Also write it to this file as JSON.");
        var command = new Command("inspect", "Show a checkpoint's architecture, parameter counts and tensors.") { folder, json };
        command.SetAction(parse => Run(Models.Folder(parse.GetRequiredValue(folder)), parse.GetValue(json)));
        return command;
    }

    private static int Run(string folder, string? json)
    {
        var config = Architecture.Config(folder);
        using var checkpoint = CheckpointFolder.Open(folder);
        var report = CheckpointReport.Of(checkpoint, config);
        if (json is not null)
            JsonReport.Write(json, report);
        foreach (var (label, value) in report.Summary())
            Screen.Field($"{label,-14}", value);
        foreach (var note in report.Notes)
            Screen.Field($"{"note",-14}", note);
        Screen.Line();
        if (Screen.IsTerminal)
            Screen.Show(Table(report));
        else
            WritePlain(report);
        return ExitCode.AsExpected;
    }

    private static void WritePlain(CheckpointReport report)
    {
        foreach (var tensor in report.Tensors)
            Screen.Tabbed(Cells(tensor));
    }

    private static TextTable Table(CheckpointReport report)
    {
        var table = new TextTable(TextColumn.Key("tensor"), TextColumn.Whole("type"), TextColumn.Whole("shape"),
            TextColumn.Number("values"));
        foreach (var tensor in report.Tensors)
            table.Row([.. Cells(tensor)]);
        return table;
    }

    private static string[] Cells(CheckpointReport.Row tensor) =>
    [
        tensor.PrintedName, tensor.Dtype, "[" + string.Join(", ", tensor.Shape) + "]",
        tensor.Elements.ToString(CultureInfo.InvariantCulture),
    ];
}
