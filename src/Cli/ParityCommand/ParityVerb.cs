using System.CommandLine;
using System.Globalization;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Json;
using Claims.Model;
using Claims.Model.Parity;

namespace Claims.Cli.ParityCommand;

/// <summary><c>claims parity</c>: a checkpoint against tensors recorded from the original implementation.</summary>
internal static class ParityVerb
{
    private sealed record Report(string Model, string Reference, double Tolerance, string Device, string Dtype, bool Within,
        IReadOnlyList<ParityRow> Tensors);

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = Models.Described, Required = true };
        var reference = new Option<string>("--reference")
        {
            Description = "a safetensors file of recorded tensors (docs/tasks/parity.md)",
            Required = true
        };
        var tolerance = new Option<double>("--tolerance")
        {
            Description = "for relative errors, and for the logits' absolute ones",
            DefaultValueFactory = _ => 1e-4
        };
        var json = new OutputFile("--json", "write the table to this file as JSON");
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command =
            new Command("parity", "Compare a model with tensors recorded from the original implementation.") { model, reference, tolerance,
                json, device, dtype };
        command.SetAction(parsed => Run(
            Models.Folder(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(reference), parsed.GetValue(tolerance),
            parsed.GetRequiredValue(device), parsed.GetRequiredValue(dtype), parsed.GetValue(json)));
        return command;
    }

    /// <summary>Runs the check and shows it. Exit code 0 within tolerance, 1 beyond.</summary>
    public static int Run(string model, string reference, double tolerance, string device, string dtype, string? json)
    {
        using var loaded = VideoModel.Load(model, Devices.Device(device), Devices.Dtype(dtype));
        var rows = ParityCheck.Run(loaded, reference, tolerance);
        var within = rows.All(row => row.Within);
        Screen.Show(Table(rows));
        var beyond = rows.Count(row => !row.Within);
        Screen.Line(within
            ? $"parity: {rows.Count} tensors within {Number(tolerance)} of {reference}"
            : $"parity: {beyond} of {rows.Count} tensors beyond {Number(tolerance)} of {reference}");
        if (json is not null)
            JsonReport.Write(json, new Report(model, reference, tolerance, loaded.Device.ToString(), dtype, within, rows));
        return within ? ExitCode.AsExpected : ExitCode.NotAsExpected;
    }

    /// <summary>A row per tensor.</summary>
    public static TextTable Table(IReadOnlyList<ParityRow> rows)
    {
        var table = new TextTable(TextColumn.Key("tensor"), TextColumn.Whole("shape"), TextColumn.Number("max abs"),
            TextColumn.Number("relative"), "");
        foreach (var row in rows)
            table.Row(row.Name, string.Join("x", row.Shape), Number(row.MaxAbsolute), Number(row.Relative), row.Within ? "" : "beyond");
        return table;
    }

    private static string Number(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);
}
