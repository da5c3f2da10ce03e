using System.Globalization;
using System.Text;
using Claims.Model;

namespace Claims.Cli.Measuring;

/// <summary>One number a line: method, variant, name, unit, place, value. A place is written <c>layer=4;component=MLP</c>.</summary>
internal static class CsvTable
{
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public static void Write(string path, IEnumerable<MeasureReport.Measurement> measurements) => NewFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("method,variant,name,unit,place,value");
        foreach (var measurement in measurements)
        {
            for (var i = 0; i < measurement.Values.Count; i++)
                writer.WriteLine(string.Join(',', new[] { measurement.Method, measurement.Variant, measurement.Name, measurement.Unit, Place(measurement, i), Number(measurement.Values[i]) }.Select(Quoted)));
        }
    });

    /// <summary>Where the value with this row-major index stands.</summary>
    public static string Place(MeasureReport.Measurement measurement, int index)
    {
        var parts = new List<string>();
        foreach (var axis in measurement.Axes.Reverse())
        {
            parts.Add($"{axis.Name}={axis.Labels[index % axis.Labels.Count]}");
            index /= axis.Labels.Count;
        }
        return string.Join(';', Enumerable.Reverse(parts));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
