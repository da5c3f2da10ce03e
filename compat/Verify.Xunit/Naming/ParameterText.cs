using System.Collections;
using System.Globalization;

namespace VerifyTests;

/// <summary>The part of a file name that says which case of a theory it is: <c>_rate=0.1_name=a</c>.</summary>
internal static class ParameterText
{
    public static (string Received, string Verified) Build(IReadOnlyList<string>? names, VerifySettings settings)
    {
        if (settings.ParametersText is not null)
        {
            return ($"_{settings.ParametersText}", $"_{settings.ParametersText}");
        }

        if (names is null || settings.Parameters is not { } values)
        {
            return ("", "");
        }

        if (values.Length > names.Count)
        {
            throw new InvalidOperationException($"The number of passed in parameters ({values.Length}) must not exceed the number of parameters for the method ({names.Count}).");
        }

        var ignored = settings.IgnoredParameters;
        if (ignored?.All(names.Contains) == false)
        {
            throw new InvalidOperationException($"Some of the ignored parameter names ({string.Join(", ", ignored)}) do not exist in the test method parameters ({string.Join(", ", names)}).");
        }

        var all = names.Zip(values).ToList();
        var verified = ignored switch
        {
            null => all,
            { Count: 0 } => [],
            _ => all.Where(p => !ignored.Contains(p.First)),
        };
        return (Join(all), Join(verified));
    }

    private static string Join(IEnumerable<(string Name, object? Value)> parameters) =>
        string.Concat(parameters.Select(p => $"_{p.Name}={Text(p.Value, isRoot: true)}"));

    private static string Text(object? value, bool isRoot) => value switch
    {
        null => "null",
        string text => Names.CleanFile(text),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("h-mm-tt", CultureInfo.InvariantCulture),
        DateTime date => DateText.ForFileName(date),
        DateTimeOffset date => DateText.ForFileName(date),
        bool or short or ushort or int or uint or long or ulong or decimal or Half or float or double =>
            ((IConvertible?)(value as IConvertible))?.ToString(CultureInfo.InvariantCulture) ?? ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ when Collections.TryGetItems(value, out var items) => Items(items, isRoot),
        _ when Collections.TryGetPair(value, out var key, out var item) => $"{Text(key, true)}={Text(item, true)}",
        _ => Names.CleanFile(value.ToString() ?? throw new InvalidOperationException($"{value.GetType().FullName} returned a null for `ToString()`.")),
    };

    private static string Items(IEnumerable items, bool isRoot)
    {
        var texts = items.Cast<object?>().Select(i => Text(i, isRoot: false)).ToList();
        var joined = string.Join(',', texts);
        return texts.Count == 0 || !isRoot ? $"[{joined}]" : joined;
    }
}
