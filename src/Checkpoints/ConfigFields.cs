using System.Globalization;
using System.Text.Json;

namespace Claims.Checkpoints;

/// <summary>The fields of a config.json. Each is taken once; what is left at the end was not understood.</summary>
internal sealed class ConfigFields
{
    /// <summary>The most bytes that a config.json may have.</summary>
    public const int LongestFile = 16 << 20;

    private readonly string path;
    private readonly Dictionary<string, JsonElement> left;

    public ConfigFields(JsonElement root, string path)
    {
        this.path = path;
        // A null says "not set", as where the field is absent.
        left = root.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
    }

    public bool Take(string name, out JsonElement value) => left.Remove(name, out value);

    public int Int(string name, int absent, int least, int most) => Take(name, out var value) ? ToInt(name, value, least, most) : absent;

    public double Number(string name, double absent, Func<double, bool> valid, string range)
    {
        if (!Take(name, out var value))
            return absent;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
            throw Wrong(name, value, "a number");
        return valid(number) ? number
            : throw Fault(ConfigFault.OutOfRange, name, $"{name} is {number.ToString(CultureInfo.InvariantCulture)}; it must be {range}.");
    }

    public bool Bool(string name, bool absent) => !Take(name, out var value) ? absent : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, value, "true or false"),
    };

    public string? Text(string name) => Take(name, out var value) ? AsText(name, value) : null;

    public int[]? Ints(string name, int count, int least, int most)
    {
        if (!Take(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != count)
            throw Wrong(name, value, $"a list of {count} integers");
        return [.. value.EnumerateArray().Select(item => ToInt(name, item, least, most))];
    }

    public IEnumerable<(string Name, JsonElement Value)> Object(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(name, value, "an object");
        return value.EnumerateObject().Select(p => (p.Name, p.Value));
    }

    public int ToInt(string name, JsonElement value, int least, int most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            throw Wrong(name, value, "an integer");
        return number >= least && number <= most
            ? (int)number
            : throw Fault(ConfigFault.OutOfRange, name, $"{name} is {number}; it must be from {least} to {most}.");
    }

    /// <summary>A number that may be written as text, "3", as some programs write what they made from text.</summary>
    public int ToIntOrDigits(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            && int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : ToInt(name, value, int.MinValue, int.MaxValue);

    public string AsText(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, value, "a string");

    public void MustBeEmpty(IReadOnlySet<string> harmless)
    {
        var unknown = left.Keys.Where(name => !harmless.Contains(name)).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            throw Fault(ConfigFault.UnknownField, unknown[0],
                $"not understood: {Quoting.List(unknown)}. A field that may change the result is not skipped.");
        }
    }

    public ConfigException Fault(ConfigFault fault, string? field, string what, string? remedy = null) =>
        new(fault, what, path, field, remedy: remedy);

    private ConfigException Wrong(string name, JsonElement value, string expected)
    {
        var raw = value.GetRawText();
        return Fault(ConfigFault.WrongType, name, $"{name} is {Quoting.Quote(raw)}; it must be {expected}.");
    }
}
