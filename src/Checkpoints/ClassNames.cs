using System.Globalization;
using System.Text.Json;

namespace Claims.Checkpoints;

/// <summary>
/// The classes' names in a config.json. id2label names them, by the number of the logit; label2id is its inverse, is read by no model, and
/// is often left over from another data set.
/// </summary>
/// <param name="Names">By number.</param>
/// <param name="Note">What a reader of results must know; else null.</param>
internal sealed record ClassNames(IReadOnlyList<string> Names, string? Note)
{
    private const int Most = 1 << 20;

    /// <param name="fields">The file.</param>
    /// <param name="absent">The names where it says nothing of classes.</param>
    /// <exception cref="ConfigException">What it says contradicts itself.</exception>
    public static ClassNames Read(ConfigFields fields, IReadOnlyList<string> absent)
    {
        var count = fields.Int("num_labels", 0, 1, Most);
        var named = fields.Take("id2label", out var ids) ? ByNumber(fields, ids) : null;
        var inverse = fields.Take("label2id", out var numbers) ? Inverse(fields, numbers) : null;
        var (names, note) = named is not null ? Agreed(fields, named, inverse)
            : inverse is not null ? (Turned(inverse) ?? throw fields.Fault(ConfigFault.Contradiction, "label2id",
                $"label2id has {inverse.Count} names, but not one for each number from 0 to {inverse.Count - 1}, "
                    + "and there is no id2label."), null)
            : (count > 0 ? [.. Enumerable.Range(0, count).Select(Placeholder)] : absent, null);
        if (count > 0 && count != names.Count)
            throw fields.Fault(ConfigFault.Contradiction, "num_labels", $"num_labels is {count}, but there are names of {names.Count}.");
        return new(names, note);
    }

    private static (IReadOnlyList<string>, string?) Agreed(ConfigFields fields, string[] names, Dictionary<string, int>? inverse)
    {
        if (inverse is null || (inverse.All(pair => At(names, pair.Value) == pair.Key) && names.All(inverse.ContainsKey)))
            return (names, null);
        if (names.Select((name, number) => name == Placeholder(number)).All(placeholder => placeholder)
            && inverse.Count == names.Length && Turned(inverse) is { } turned)
            return (turned, "id2label has placeholders (LABEL_0, ...): the classes are called as label2id calls them.");
        // The same names by other numbers: both cannot be right, and which one is decides what a class is.
        if (inverse.Keys.All(name => names.Contains(name, StringComparer.Ordinal))
            && inverse.Any(pair => At(names, pair.Value) != pair.Key))
        {
            var (label, id) = inverse.First(pair => At(names, pair.Value) != pair.Key);
            throw fields.Fault(ConfigFault.Contradiction, "label2id",
                $"label2id gives {Quoting.Quote(label)} the number {id}, which id2label "
                + (At(names, id) is { } other ? $"calls {Quoting.Quote(other)}." : "does not have."));
        }
        string[] others = [.. inverse.Keys.Where(name => !names.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal)];
        return (names, "label2id does not name the classes that id2label names"
            + (others.Length > 0 ? $" ({Quoting.List(others)})" : "") + ": they are called as id2label calls them.");
    }

    private static string[] ByNumber(ConfigFields fields, JsonElement ids)
    {
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, label) in fields.Object("id2label", ids))
            byId[id] = fields.AsText("id2label", label);
        if (byId.Count is 0 or > Most)
            throw fields.Fault(ConfigFault.OutOfRange, "id2label", $"id2label has {byId.Count} classes; from 1 to {Most} are read.");
        return [.. Enumerable.Range(0, byId.Count).Select(i => byId.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out var label)
            ? label
            : throw fields.Fault(ConfigFault.Contradiction, "id2label", $"id2label has {byId.Count} classes, but none numbered {i}."))];
    }

    private static Dictionary<string, int> Inverse(ConfigFields fields, JsonElement numbers) =>
        fields.Object("label2id", numbers).ToDictionary(pair => pair.Name, pair => fields.ToIntOrDigits("label2id", pair.Value),
            StringComparer.Ordinal);

    private static string[]? Turned(Dictionary<string, int> inverse)
    {
        var names = new string?[inverse.Count];
        foreach (var (name, number) in inverse)
        {
            if (number < 0 || number >= names.Length || names[number] is not null)
                return null;
            names[number] = name;
        }
        return names.Length is 0 or > Most ? null : [.. names.OfType<string>()];
    }

    private static string? At(string[] names, int number) => number >= 0 && number < names.Length ? names[number] : null;

    private static string Placeholder(int number) => $"LABEL_{number.ToString(CultureInfo.InvariantCulture)}";
}
