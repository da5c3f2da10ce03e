namespace VerifyTests;

/// <summary>Types as C# writes them: <c>List&lt;int&gt;</c>, <c>Outer.Inner</c>, <c>float[,]</c>.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(char)] = "char",
        [typeof(bool)] = "bool",
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(decimal)] = "decimal",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    // These alone have a short form when nullable; any other is written Nullable<T>, and of nint? the mark is lost.
    private static readonly HashSet<Type> ShortNullables =
    [
        .. Keywords.Keys.Where(k => k.IsValueType), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Half), typeof(Int128),
    ];

    public static string For(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying && ShortNullables.Contains(underlying))
        {
            return underlying == typeof(nint) ? "nint" : $"{For(underlying)}?";
        }

        if (type.Name.Contains("AnonymousType", StringComparison.Ordinal))
        {
            return "dynamic";
        }

        if (type.IsArray)
        {
            return $"{For(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (IsIterator(type) && Collections.Implemented(type, typeof(IEnumerable<>)) is { } items)
        {
            return For(items);
        }

        return type.IsGenericParameter ? type.Name : Nested(type);
    }

    private static bool IsIterator(Type type) => type.Name[0] == '<' || (type.IsNested && type.DeclaringType == typeof(Enumerable));

    private static string Nested(Type type)
    {
        var arguments = type.GetGenericArguments();
        var outer = type.IsNested ? type.DeclaringType : null;
        var own = arguments;
        if (outer is { IsGenericTypeDefinition: true })
        {
            var inherited = outer.GetGenericArguments().Length;
            outer = outer.MakeGenericType(arguments[..inherited]);
            own = arguments[inherited..];
        }

        var name = own.Length == 0 ? type.Name : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", own.Select(For))}>";
        return outer is null ? name : $"{For(outer)}.{name}";
    }
}
