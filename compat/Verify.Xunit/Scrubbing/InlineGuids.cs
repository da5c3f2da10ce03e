using System.Text;
using System.Text.RegularExpressions;

namespace VerifyTests;

internal static partial class InlineGuids
{
    /// <summary>Names the GUIDs (8-4-4-4-12) inside a text in the order they stand in, unless a letter or number touches them.</summary>
    public static void Replace(StringBuilder text, Counter counter)
    {
        if (!counter.ScrubGuids)
        {
            return;
        }

        var replaced = Pattern().Replace(text.ToString(), m => counter.Convert(Guid.ParseExact(m.Value, "D")));
        text.Clear().Append(replaced);
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\p{L}\p{N}])")]
    private static partial Regex Pattern();
}
