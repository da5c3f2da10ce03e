using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace VerifyTests;

internal static class EnumNames
{
    /// <summary>The name of a value, the names of its flags, or null when there are none.</summary>
    public static string? For(object value)
    {
        var type = value.GetType();
        var names = Enum.GetNames(type);
        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(Bits).ToArray();
        var bits = Bits(Convert.ChangeType(value, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture));
        if (!type.IsDefined(typeof(FlagsAttribute), inherit: false) || bits == 0)
        {
            var at = Array.BinarySearch(values, bits);
            return at >= 0 ? Written(type, names[at]) : null;
        }

        var flags = new List<string>();
        for (var i = values.Length - 1; i >= 0; i--)
        {
            if (values[i] != 0 && (bits & values[i]) == values[i])
            {
                bits -= values[i];
                flags.Insert(0, Written(type, names[i]));
            }
        }

        return bits == 0 ? string.Join(", ", flags) : null;
    }

    private static string Written(Type type, string name) => type.GetField(name)!.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? name;

    private static ulong Bits(object underlying) => underlying is ulong bits ? bits : unchecked((ulong)Convert.ToInt64(underlying, CultureInfo.InvariantCulture));
}
