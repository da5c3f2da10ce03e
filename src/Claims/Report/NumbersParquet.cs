using Claims.Common;
using Claims.Measurements.Arrays;
using Parquet;
using Parquet.Schema;

namespace Claims.Report;

/// <summary>
/// Numbers as Parquet, a row each: text columns, each value of which stands in a file once and is referred to by number, then
/// <c>value</c>, float64. A twenty-fifth of the same as CSV. docs/tasks/results.md has the columns.
/// </summary>
internal static class NumbersParquet
{
    private const int GroupRows = 1 << 17;

    /// <summary>Writes a row per number; the same numbers give the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The columns before name, unit, place and value.</param>
    /// <param name="rows">What those columns say, and the numbers.</param>
    /// <exception cref="MissingException">The place cannot be written to.</exception>
    public static void Write(string path, IReadOnlyList<string> header,
        IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> rows)
    {
        string[] names = [.. header, "name", "unit", "place"];
        NewFile.Write(path, stream => WriteAsync(stream, names, rows).GetAwaiter().GetResult());
    }

    private static async Task WriteAsync(Stream stream, string[] names,
        IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> rows)
    {
        DataField[] texts = [.. names.Select(name => new DataField(name, typeof(string), isNullable: false))];
        var value = new DataField<double>("value");
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. texts, value]), stream, Options(names)).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var group in Rows(rows).Chunk(GroupRows))
            {
                using var part = writer.CreateRowGroup();
                for (var column = 0; column < texts.Length; column++)
                    await part.WriteAsync(texts[column], [.. group.Select(row => row.Texts[column])]).ConfigureAwait(false);
                await part.WriteAsync<double>(value, group.Select(row => row.Value).ToArray().AsMemory()).ConfigureAwait(false);
                part.CompleteValidate();
            }
        }
    }

    private static IEnumerable<(string[] Texts, double Value)> Rows(IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> rows) =>
        from row in rows
        from place in Enumerable.Range(0, row.Numbers.Values.Count)
        select ((string[])[.. row.Columns, row.Numbers.Name, row.Numbers.Unit, NumbersRows.Place(row.Numbers, place)],
            row.Numbers.Values[place]);

    // Bytes of like weight side by side: most values are float32 computed on, and their last bytes much alike.
    private static ParquetOptions Options(string[] texts)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, DictionaryEncodingThreshold = 1 };
        foreach (var text in texts)
            options.ColumnEncodingHints[text] = EncodingHint.Dictionary;
        options.ColumnEncodingHints["value"] = EncodingHint.ByteSplitStream;
        return options;
    }
}
