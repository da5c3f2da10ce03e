using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace VerifyTests;

/// <summary>Values that are written without scrubbing, as the text they are.</summary>
internal static class Scalars
{
    public static bool TryGetText(object value, [NotNullWhen(true)] out string? text)
    {
        text = value switch
        {
            bool b => b ? "true" : "false",
            char c => c.ToString(),
            sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger when !value.GetType().IsEnum => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            float f => Quoted(float.IsFinite(f), WithPoint(f.ToString("R", CultureInfo.InvariantCulture))),
            double d => Quoted(double.IsFinite(d), WithPoint(d.ToString("R", CultureInfo.InvariantCulture))),
            decimal m => m.ToString(CultureInfo.InvariantCulture) is var t && t.Contains('.', StringComparison.Ordinal) ? t : $"{t}.0",
            TimeSpan span => span.ToString(null, CultureInfo.InvariantCulture),
            Uri uri => uri.OriginalString,
            byte[] bytes => Convert.ToBase64String(bytes),
            DBNull => "null",
            _ => null,
        };
        return text is not null;
    }

    /// <summary>Objects that stand for a string; scrubbed like one.</summary>
    public static bool TryGetString(object value, [NotNullWhen(true)] out string? text)
    {
        text = value switch
        {
            string s => s,
            StringBuilder or StringWriter or Version => value.ToString(),
            FileInfo or DirectoryInfo => value.ToString()!.Replace('\\', '/'),
            Encoding encoding => encoding.WebName,
            TimeZoneInfo zone => zone.Id,
            System.Collections.IEnumerable => null,
            _ => FromConverter(value),
        };
        return text is not null;
    }

    public static string? FromConverter(object value)
    {
        var converter = TypeDescriptor.GetConverter(value.GetType());
        return converter.GetType() != typeof(TypeConverter) && converter.GetType().Name is not ("ComponentConverter" or "ReferenceConverter") && converter.CanConvertTo(typeof(string))
            ? converter.ConvertToInvariantString(value)
            : null;
    }

    private static string WithPoint(string number) => number.Any(c => c is not '-' and (< '0' or > '9')) ? number : $"{number}.0";

    private static string Quoted(bool finite, string text) => finite ? text : $"\"{text}\"";
}
