using System.Globalization;

namespace VerifyTests;

/// <summary>Dates that are not scrubbed: no more digits than they need.</summary>
internal static class DateText
{
    public static string For(DateTime date) => Format(date, "yyyy-MM-dd HH:mm:ss.FFFFFFF") + (Kind(date) is { Length: > 0 } kind ? $" {kind}" : "");

    public static string For(DateTimeOffset date) => $"{Format(date.DateTime, "yyyy-MM-dd HH:mm:ss.FFFFFFF")} {Offset(date)}";

    public static string ForFileName(DateTime date) => Format(date, "yyyy-MM-ddTHH-mm-ss.FFFFFFF") + Kind(date);

    public static string ForFileName(DateTimeOffset date) => Format(date.DateTime, "yyyy-MM-ddTHH-mm-ss.FFFFFFF") + Offset(date);

    private static string Format(DateTime date, string full)
    {
        // The real package looks at whole milliseconds only: a rest below one is cut with the seconds' fraction.
        var length = date switch
        {
            _ when date.TimeOfDay == TimeSpan.Zero => "yyyy-MM-dd".Length,
            { Second: 0, Millisecond: 0 } => "yyyy-MM-ddTHH-mm".Length,
            { Millisecond: 0 } => "yyyy-MM-ddTHH-mm-ss".Length,
            _ => full.Length,
        };
        return date.ToString(full[..length], CultureInfo.InvariantCulture);
    }

    private static string Kind(DateTime date) => date.Kind == DateTimeKind.Unspecified ? "" : date.Kind.ToString();

    private static string Offset(DateTimeOffset date)
    {
        var offset = date.Offset;
        if (offset == TimeSpan.Zero)
        {
            return "+0";
        }

        var positive = offset > TimeSpan.Zero;
        return offset.Minutes == 0
            ? $"{(positive ? "+" : "")}{offset.Hours}"
            : positive ? $"+{offset.Hours}-{offset.Minutes:00}" : $"{offset.Hours}{offset.Minutes:00}";
    }
}
