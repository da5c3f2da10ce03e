using System.Text;
using Claims.Common;

namespace Claims.Checkpoints;

/// <summary>Names that come out of files, made safe for a message: short, one line, no control characters.</summary>
internal static class Quoting
{
    private const int Longest = 120;

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'").Append(Printed.Of(text[..Math.Min(text.Length, Longest)]));
        if (text.Length > Longest)
            quoted.Append($"... ({text.Length} characters)");
        return quoted.Append('\'').ToString();
    }

    public static string Shape(IEnumerable<long> shape) => "[" + string.Join(", ", shape) + "]";
}
