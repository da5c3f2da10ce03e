namespace Claims.Tests.Snapshots;

/// <summary>The text of a snapshot, to the byte. The verified files beside this one were written by Verify 31.12.5.</summary>
public class FormatTests
{
    private enum Kind
    {
        None,
        Norm,
        Signed,
    }

    [Flags]
    private enum Parts
    {
        None = 0,
        Attention = 1,
        Mlp = 2,
    }

    [Fact]
    public Task Members_are_written_as_declared_and_numbers_as_they_round_trip() => Verify(new
    {
        Id = "F1",
        Effect = 0.1 + 0.2,
        PerLayer = new[] { 1.0, 1e-7, 0.0 },
        Map = new[,] { { 0.33333334f } },
        No = false,
        NaN = double.NaN,
        Dict = new Dictionary<string, double> { ["a"] = 1 },
        Strs = new[] { "x", null },
    });

    [Fact]
    public Task Floats_have_a_point_or_an_exponent() => Verify(new object[]
    {
        1e21, 1e-5, 1e16, 1e15, -0.0, 0.1f, 16777216f, 1e-45f, double.MaxValue, double.Epsilon, double.NaN, double.NegativeInfinity, float.PositiveInfinity,
        1m, 1.50m, 0.00m, (Half)0.1f, 3, -3L, byte.MaxValue, ulong.MaxValue, System.Numerics.BigInteger.Pow(10, 20),
    });

    [Fact]
    public Task What_goes_without_saying_is_left_out() => Verify(new
    {
        Text = (string?)null,
        Zero = 0,
        ZeroPoint = 0.0,
        MinusZero = -0.0,
        Nothing = Array.Empty<int>(),
        Empty = new Dictionary<string, int>(),
        First = Kind.None,
        Instant = default(DateTime),
        Pair = (0, 0.0),
        False = false,
        MaybeZero = (double?)0,
        MaybeNone = (double?)null,
        AnyZero = (object)0.0,
        EmptyText = "",
        Lazy = LazyNothing(),
        Lists = new int[][] { [], [0], [] },
    });

    [Fact]
    public Task Always_included_members_are_written_when_they_are_0_or_null() => Verify(new { A = 0.0, B = (double?)null, C = 0, D = (string?)null })
        .AlwaysIncludeMembersWithType<double>();

    [Fact]
    public Task Nothing_to_say_is_an_empty_object() => Verify(new { A = 0, B = (string?)null });

    [Fact]
    public Task Dictionaries_are_sorted_by_key() => Verify(new
    {
        Texts = new Dictionary<string, double?> { ["b"] = 0, ["a"] = null, ["B"] = 2, ["a10"] = 3, ["a9"] = 4 },
        Numbers = new Dictionary<int, string> { [10] = "ten", [-1] = "minus one", [9] = "nine" },
        Kinds = new Dictionary<Kind, int> { [Kind.Signed] = 1, [Kind.Norm] = 0 },
        Ordered = new SortedDictionary<string, int>(Comparer<string>.Create((x, y) => -string.CompareOrdinal(x, y))) { ["a"] = 1, ["b"] = 2 },
    });

    [Fact]
    public Task Enums_are_names() => Verify(new { Norm = Kind.Norm, Both = Parts.Attention | Parts.Mlp, Unknown = (Kind)9, All = new[] { Kind.None, Kind.Signed } });

    [Fact]
    public Task Tuples_bytes_and_types_have_a_form_of_their_own() => Verify(new
    {
        Pair = (1, "x"),
        Named = (Low: 0.1, High: 0.0),
        Bytes = new byte[] { 1, 2, 250 },
        Type = typeof(Dictionary<string, List<float?>>),
        Span = TimeSpan.FromSeconds(90.5),
        Entry = new KeyValuePair<string, double>("key", 0),
        Link = new Uri("https://example.com/a b"),
    });

    [Fact]
    public Task Several_lines_start_at_the_margin() => Verify(new { Before = 1, Text = "one\r\ntwo", Lead = "\nthree", List = new[] { "a", "one\ntwo", "b" }, After = 2 });

    [Fact]
    public Task Texts_are_neither_quoted_nor_escaped() => Verify(new[] { "a \"b\"", "c\\d", "é, 日本", "{x: 1}", " padded ", "", "null" });

    [Fact]
    public Task Dates_and_guids_are_numbered() => Verify(new
    {
        First = new Guid(1, 0, 0, new byte[8]),
        Second = new Guid(2, 0, 0, new byte[8]),
        Again = "00000001-0000-0000-0000-000000000000",
        None = (Guid?)Guid.Empty,
        Day = new DateTime(2026, 1, 2),
        Moment = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
        Date = new DateOnly(2026, 1, 2),
        SameDay = new DateTime(2026, 1, 2),
        Text = "2026-01-02T03:04:05Z",
    });

    [Fact]
    public Task Or_written_out_when_asked_for() => Verify(new { Id = new Guid(1, 0, 0, new byte[8]), Day = new DateTime(2026, 1, 2), Time = new DateTime(2026, 1, 2, 3, 4, 5, 60, DateTimeKind.Utc) })
        .DontScrubGuids().DontScrubDateTimes();

    [Fact]
    public Task Folders_of_this_machine_have_names() => Verify(new
    {
        Temp = Path.Combine(Path.GetTempPath(), "clip.bin"),
        Source = Path.Combine(Repository.Root, "tests", "Claims.Tests", "Snapshots"),
        Solution = $"see '{Path.Combine(Repository.Root, "README.md")}'",
        Other = "/nowhere/clip.bin",
    });

    [Fact]
    public Task Records_write_base_members_last_and_cycles_once() => Verify(Loop());

    [Fact]
    public Task Exceptions_keep_their_message_and_lose_their_line_numbers() => Throws(RefuseLayer);

    private static void RefuseLayer() => throw new ArgumentException("No such layer.", "layer");

    private static Branch Loop()
    {
        var branch = new Branch { Name = "root", Depth = 1 };
        branch.Next = new Branch { Name = "leaf", Next = branch };
        return branch;
    }

    private static IEnumerable<int> LazyNothing()
    {
        yield break;
    }

    private class Twig
    {
        public string Name { get; set; } = "";
    }

    private sealed class Branch : Twig
    {
        public Branch? Next { get; set; }

        public int Depth { get; set; }
    }
}
