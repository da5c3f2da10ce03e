using System.Text;
using System.Text.RegularExpressions;
using Claims.Common;

namespace Claims.Tests.Fuzz;

/// <summary>Files changed at random: the same seed makes the same file.</summary>
internal static partial class Changed
{
    // What stands in the place of a value: of another kind, of no kind, too large, no text, no path.
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1e400", "-0.5", "1e-320", "9223372036854775807", "2147483648", "4294967295", "99999999999999999999",
        "\"\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"a\\u0000b\"", "\"NaN\"", "\"Infinity\"", "\"1-99999\"", "\"0-4294967295\"", "\"{seed}\"",
        "\"{seed+999999999}\"", "\"/\"", "\"..\"", "\"/dev/zero\"", "\"$CLAIMS_X\"", "\"alley:{seed}\"", "[]", "{}", "[[]]", "[null]",
        "{\"\":{}}",
        "{\"\\ud800\":1}", "[1e400]", "seed", "'x'", "\"\u00ff\"", "-", "1.", "/**/1", $"\"{new string('x', 5000)}\"",
        $"{new string('[', 200)}{new string(']', 200)}", $"[{string.Join(',', Enumerable.Repeat("0", 2000))}]",
    ];

    /// <summary>A JSON file: its values, names and bytes.</summary>
    public static byte[] Json(byte[] whole, uint seed)
    {
        var random = new NumpyRandom(seed);
        if (random.RandInt(0, 3) == 0)
            return Bytes(whole, random);
        var text = Encoding.UTF8.GetString(whole);
        for (var n = random.RandInt(1, 4); n > 0; n--)
        {
            var tokens = Token().Matches(text);
            if (tokens.Count == 0)
                break;
            var token = tokens[(int)random.RandInt(0, tokens.Count)];
            var other = tokens[(int)random.RandInt(0, tokens.Count)];
            var with = random.RandInt(0, 5) switch
            {
                0 => other.Value,
                1 => "",
                2 => $"{token.Value},{token.Value}",
                _ => Values[random.RandInt(0, Values.Length)],
            };
            text = string.Concat(text.AsSpan(0, token.Index), with, text.AsSpan(token.Index + token.Length));
        }
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Any file: its bytes.</summary>
    /// <param name="whole">The file.</param>
    /// <param name="seed">Of the change.</param>
    /// <param name="within">Only its first bytes; what lies behind them is of no account.</param>
    public static byte[] Bytes(byte[] whole, uint seed, int? within = null)
    {
        var head = Bytes(whole[..(within ?? whole.Length)], new NumpyRandom(seed));
        return within is { } kept && seed % 4 != 0 ? [.. head, .. whole[kept..]] : head;
    }

    private static byte[] Bytes(byte[] whole, NumpyRandom random)
    {
        for (var n = random.RandInt(1, 5); n > 0 && whole.Length > 0; n--)
        {
            var (at, from) = ((int)random.RandInt(0, whole.Length), (int)random.RandInt(0, whole.Length));
            var length = (int)Math.Min(random.RandInt(1, 40), whole.Length - Math.Max(at, from));
            whole = random.RandInt(0, 7) switch
            {
                0 => [.. whole[..at], (byte)random.RandInt(0, 256), .. whole[(at + 1)..]],
                1 => [.. whole[..at], (byte)(whole[at] ^ 1 << (int)random.RandInt(0, 8)), .. whole[(at + 1)..]],
                2 => whole[..at],
                3 => [.. whole[..at], .. whole[(at + length)..]],
                4 => [.. whole[..at], .. whole[from..(from + length)], .. whole[at..]],
                5 => [.. whole[..at], .. Enumerable.Repeat((byte)random.RandInt(0, 256), length), .. whole[at..]],
                _ => [.. whole[..at], .. whole[from..]],
            };
        }
        return whole;
    }

    // A text, a number, a word, or a bracket.
    [GeneratedRegex("""("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null|[\[\]{}:,])""")]
    private static partial Regex Token();
}
