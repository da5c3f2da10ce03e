using System.Globalization;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Report;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;
using DuckDB.NET.Data;
using Parquet;

namespace Claims.Tests.Outputs;

/// <summary>numbers.parquet, read by the library that wrote it and by DuckDB, which shares no code with it.</summary>
public sealed class NumbersFileTests : IDisposable
{
    private static readonly string[] Columns = ["pair", "measure", "name", "unit", "place", "value"];

    // Places along two axes, a name that CSV quotes, a number that is none.
    private static readonly Measure Grid = new("grid", trial => [new Numbers("a, \"b\"", "%",
        [Axis.Counting("layer", 2), Axis.Counting("head", 3)],
        [.. Enumerable.Range(0, 6).Select(i => i == 4 ? double.NaN : i / 3.0)])]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_library_reads_back_what_csv_has()
    {
        var rows = Written();
        await using var reader = await ParquetReader.CreateAsync(_folder.File("numbers.parquet"));
        reader.Schema.DataFields.Select(field => field.Name).Should().Equal(Columns);
        var part = reader.OpenRowGroupReader(0);
        part.RowCount.Should().Be(rows.Length);
        var texts = new List<string?[]>();
        foreach (var field in reader.Schema.DataFields[..^1])
        {
            var column = new string?[part.RowCount];
            await part.ReadAsync(field, column.AsMemory());
            texts.Add(column);
        }
        var values = new double[part.RowCount];
        await part.ReadAsync<double>(reader.Schema.DataFields[^1], values.AsMemory());
        Enumerable.Range(0, rows.Length).Select(row => Row([.. texts.Select(column => column[row]!)], values[row])).Should().Equal(rows);
    }

    [Fact]
    public void DuckDB_reads_the_same()
    {
        var rows = Written();
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using var query = duck.CreateCommand();
        query.CommandText = $"select {string.Join(", ", Columns)} from read_parquet('{_folder.File("numbers.parquet")}')";
        using var found = query.ExecuteReader();
        var read = new List<string>();
        while (found.Read())
            read.Add(Row([.. Enumerable.Range(0, Columns.Length - 1).Select(found.GetString)], found.GetDouble(Columns.Length - 1)));
        read.Should().Equal(rows);
        query.CommandText = $"describe select * from read_parquet('{_folder.File("numbers.parquet")}')";
        using var types = query.ExecuteReader();
        var kinds = new List<string>();
        while (types.Read())
            kinds.Add(types.GetString(1));
        kinds.Should().Equal("VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "DOUBLE");
    }

    [Fact]
    public void The_same_numbers_give_the_same_bytes_and_another_form_leaves_none_of_the_first()
    {
        var first = Bytes(NumbersForm.Parquet);
        Bytes(NumbersForm.Parquet).Should().Equal(first);
        Results.Write(Result(), _folder.Path, numbers: NumbersForm.Csv);
        File.Exists(_folder.File("numbers.parquet")).Should().BeFalse("it would be taken for this run's");
        Results.Write(Result(), _folder.Path, numbers: NumbersForm.None);
        Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Should()
            .BeEquivalentTo("results.json", "results.md", "results.html");
    }

    // As CSV, and beside it as Parquet.
    private string[] Written()
    {
        NumbersCsv.Write(_folder.File("numbers.csv"), NumbersRows.Header, NumbersRows.Of(Result()));
        NumbersParquet.Write(_folder.File("numbers.parquet"), NumbersRows.Header, NumbersRows.Of(Result()));
        return [.. File.ReadAllLines(_folder.File("numbers.csv")).Skip(1)];
    }

    private byte[] Bytes(NumbersForm form)
    {
        Results.Write(Result(), _folder.Path, numbers: form);
        return File.ReadAllBytes(_folder.File("numbers.parquet"));
    }

    private static string Row(string[] texts, double value) =>
        $"{string.Join(',', texts.Select(NumbersCsv.Field))},{value.ToString("R", CultureInfo.InvariantCulture)}";

    private static VerificationResult Result() => Verification.Run(TinySubject.Of(), [Claim.That("GRID", "it has places", at: "page 1")
        .Reproduced("a grid", by: [TinySubject.Place, Grid], expecting: samples =>
            [Check.Of("middle", "%", samples.At(TinySubject.Place, "place")).Published(3.9, 4.1)])]);
}
