using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace VerifyTests;

/// <summary>What is given to Verify itself. A number or date there is written with ToString, not as inside an object.</summary>
internal static class TopLevel
{
    public static string Write(object? root, VerifySettings settings, Counter counter)
    {
        var writer = new SnapshotWriter();
        new ObjectWriter(writer, settings, counter).Write(root ?? "null");
        return writer.ToString().WithLineFeeds();
    }

    public static bool TryGetText(object target, [NotNullWhen(true)] out string? text)
    {
        if (target is Stream or byte[] or IEnumerable<Stream> or XmlNode or XContainer or MemberInfo and not Type or ParameterInfo)
        {
            throw new NotSupportedException($"The stand-in for Verify verifies text and objects, not {target.GetType()}.");
        }

        text = target switch
        {
            Type type => TypeNames.For(type),
            StringBuilder or StringWriter => target.ToString(),
            bool or short or ushort or int or uint or long or ulong or decimal or float or double => ((IConvertible)target).ToString(CultureInfo.InvariantCulture),
            BigInteger or Half => ((IFormattable)target).ToString(null, CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("h:mm tt", CultureInfo.InvariantCulture),
            Guid guid => guid.ToString(),
            DateTime date => DateText.For(date),
            DateTimeOffset date => DateText.For(date),
            Encoding encoding => encoding.EncodingName,
            _ => null,
        };
        return text is not null;
    }
}
