using System.Globalization;
using System.Text;
using Claims.Common;
using Claims.Measurements.Arrays;

namespace Claims.Report;

/// <summary>Numbers as CSV, one per line. A place is written <c>layer=4;component=MLP</c>.</summary>
public static class NumbersCsv
{
    /// <summary>Writes a header and a line per number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The columns before name, unit, place and value.</param>
    /// <param name="rows">What those columns say, and the numbers.</param>
    /// <exception cref="MissingException">The place cannot be written to.</exception>
    public static void Write(string path, IReadOnlyList<string> header,
        IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> rows) => NewFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', [.. header, "name", "unit", "place", "value"]));
        foreach (var (columns, numbers) in rows)
        {
            var before = string.Join(',', [.. columns.Append(numbers.Name).Append(numbers.Unit).Select(Field)]);
            for (var i = 0; i < numbers.Values.Count; i++)
            {
                writer.WriteLine($"{before},{Field(NumbersRows.Place(numbers, i))},"
                    + numbers.Values[i].ToString("R", CultureInfo.InvariantCulture));
            }
        }
    });

    /// <summary>
    /// A text as a field: printable, quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula.
    /// </summary>
    internal static string Field(string text)
    {
        var shown = Printed.Of(text);
        if (shown.TrimStart() is ['=' or '+' or '-' or '@', ..])
            shown = "'" + shown;
        return shown.AsSpan().IndexOfAny(",\"\r\n") < 0 ? shown : $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
