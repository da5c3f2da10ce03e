using System.Collections;
using System.Collections.Immutable;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VerifyTests;

internal static class Dictionaries
{
    /// <summary>The entries, sorted by key where keys can be and the type has no order of its own.</summary>
    public static bool TryGetEntries(object value, bool sort, [NotNullWhen(true)] out IEnumerable<(object Key, object? Value)>? entries)
    {
        var type = value.GetType();
        var contract = Collections.Implemented(type, typeof(IDictionary<,>)) ?? Collections.Implemented(type, typeof(IReadOnlyDictionary<,>));
        entries = (value, contract) switch
        {
            (IDictionary dictionary, _) => Entries(dictionary),
            (IEnumerable pairs, not null) => Pairs(pairs),
            _ => null,
        };
        var key = contract?.GetGenericArguments()[0];
        if (entries is not null && sort && key is not null && !HasOrder(type) && typeof(IComparable).IsAssignableFrom(key))
        {
            entries = entries.OrderBy(e => e.Key);
        }

        return entries is not null;
    }

    public static string KeyText(object key) => key switch
    {
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Enum when EnumNames.For(key) is { } name => name,
        IConvertible convertible => convertible.ToString(CultureInfo.InvariantCulture),
        _ => Scalars.FromConverter(key) ?? key.ToString()!,
    };

    private static bool HasOrder(Type type) => typeof(OrderedDictionary).IsAssignableFrom(type) ||
        (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(SortedDictionary<,>) || type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>)));

    private static IEnumerable<(object Key, object? Value)> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return (entry.Key, entry.Value);
        }
    }

    private static IEnumerable<(object Key, object? Value)> Pairs(IEnumerable pairs)
    {
        foreach (var pair in pairs)
        {
            if (Collections.TryGetPair(pair, out var key, out var item))
            {
                yield return (key!, item);
            }
        }
    }
}
