using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace VerifyTests;

/// <summary>What counts as a collection: a count is known. A bare <see cref="IEnumerable"/> is none, so an empty one is written.</summary>
internal static class Collections
{
    public static bool IsEmpty(object value) => TryGetItems(value, out var items) && !items.Cast<object?>().Any();

    public static bool TryGetItems(object value, [NotNullWhen(true)] out IEnumerable? items)
    {
        items = value switch
        {
            string => null,
            Array or ICollection when !IsDefaultImmutableArray(value) => (IEnumerable)value,
            ICollection => Array.Empty<object>(),
            IEnumerable when value.GetType().GetInterfaces().Any(HasCount) => (IEnumerable)value,
            _ => null,
        };
        return items is not null;
    }

    public static bool TryGetPair(object value, out object? key, out object? item)
    {
        var type = value.GetType();
        var isPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        key = isPair ? type.GetProperty("Key")!.GetValue(value) : null;
        item = isPair ? type.GetProperty("Value")!.GetValue(value) : null;
        return isPair;
    }

    public static Type? Implemented(Type type, Type genericInterface) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == genericInterface);

    private static bool HasCount(Type contract) => contract.IsGenericType &&
        (contract.GetGenericTypeDefinition() == typeof(ICollection<>) ||
         contract.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>) ||
         contract.GetGenericTypeDefinition() == typeof(ILookup<,>));

    private static bool IsDefaultImmutableArray(object value)
    {
        var type = value.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>) &&
            (bool)type.GetProperty("IsDefault")!.GetValue(value)!;
    }
}
