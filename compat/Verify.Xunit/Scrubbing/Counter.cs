using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VerifyTests;

/// <summary>Numbers the dates and GUIDs of one snapshot in the order they turn up: <c>Guid_1</c>, <c>DateTime_2</c>.</summary>
public sealed class Counter
{
    private const string RoundTrip = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";
    private static readonly AsyncLocal<Counter?> Running = new();
    private readonly Dictionary<(string Kind, object Key), int> _numbers = [];
    private readonly Dictionary<string, int> _last = [];

    private Counter(VerifySettings settings)
    {
        DateCounting = settings.DateCountingEnable && settings.ScrubbersEnabled;
        ScrubDateTimes = settings.Rules.ScrubDateTimes && settings.ScrubbersEnabled;
        ScrubGuids = settings.Rules.ScrubGuids && settings.ScrubbersEnabled;
    }

    public static Counter Current => Running.Value ?? throw new InvalidOperationException("No current context");

    public static Counter? CurrentOrNull => Running.Value;

    public bool DateCounting { get; }

    public bool ScrubDateTimes { get; }

    public bool ScrubGuids { get; }

    public int Next(Guid input) => Number("Guid", input);

    public string NextString(Guid input) => $"Guid_{Next(input)}";

    public int Next(DateTime input) => Number("DateTime", (input, input.Kind));

    public string NextString(DateTime input) => Date("DateTime", (input, input.Kind));

    public int Next(DateTimeOffset input) => Number("DateTimeOffset", (input, input.Offset));

    public string NextString(DateTimeOffset input) => Date("DateTimeOffset", (input, input.Offset));

    public int Next(DateOnly input) => Number("Date", input);

    public string NextString(DateOnly input) => Date("Date", input);

    public int Next(TimeOnly input) => Number("Time", input);

    public string NextString(TimeOnly input) => $"Time_{Next(input)}";

    public bool TryConvert(object value, [NotNullWhen(true)] out string? result)
    {
        result = value switch
        {
            Guid guid when ScrubGuids => Convert(guid),
            DateTime date when ScrubDateTimes => Extreme(date.Date, DateTime.MinValue, DateTime.MaxValue.Date, "Date") ?? NextString(date),
            DateTimeOffset date when ScrubDateTimes => Extreme(date.Date, DateTime.MinValue, DateTime.MaxValue.Date, "Date") ?? NextString(date),
            DateOnly date when ScrubDateTimes => Extreme(date, DateOnly.MinValue, DateOnly.MaxValue, "Date") ?? NextString(date),
            TimeOnly time when ScrubDateTimes => Extreme(time, TimeOnly.MinValue, TimeOnly.MaxValue, "Time") ?? NextString(time),
            string text => Parsed(text) is { } parsed && TryConvert(parsed, out var name) ? name : null,
            _ => null,
        };
        return result is not null;
    }

    internal static Counter Start(VerifySettings settings) => Running.Value = new(settings);

    internal static void Stop() => Running.Value = null;

    internal string Convert(Guid guid) => guid == Guid.Empty ? "Guid_Empty" : NextString(guid);

    private static string? Extreme<T>(T value, T min, T max, string kind)
        where T : struct, IEquatable<T> => value.Equals(max) ? $"{kind}_MaxValue" : value.Equals(min) ? $"{kind}_MinValue" : null;

    /// <summary>A whole string that is a GUID, a date or a time counts as one.</summary>
    private object? Parsed(string text)
    {
        if (ScrubGuids && Guid.TryParse(text, out var guid))
        {
            return guid;
        }

        if (!ScrubDateTimes)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, RoundTrip, null, DateTimeStyles.None, out var offset))
        {
            return offset;
        }

        if (DateOnly.TryParseExact(text, "d", null, DateTimeStyles.None, out var date))
        {
            return date;
        }

        return TimeOnly.TryParseExact(text, "h:mm tt", null, DateTimeStyles.None, out var time) ? time : null;
    }

    private string Date(string kind, object key)
    {
        var number = Number(kind, key);
        return DateCounting ? $"{kind}_{number}" : "{Scrubbed}";
    }

    private int Number(string kind, object key)
    {
        if (!_numbers.TryGetValue((kind, key), out var number))
        {
            number = _last.GetValueOrDefault(kind) + 1;
            _last[kind] = _numbers[(kind, key)] = number;
        }

        return number;
    }
}
