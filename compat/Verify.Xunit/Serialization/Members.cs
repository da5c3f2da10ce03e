using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;

namespace VerifyTests;

/// <summary>A public field or property as it is written.</summary>
internal sealed record Member(string Name, MemberInfo Info, int Order)
{
    public Type Type => Members.TypeOf(Info);

    public object? Get(object target) => Info is PropertyInfo property ? property.GetValue(target) : ((FieldInfo)Info).GetValue(target);

    /// <summary>Whether the value is the one that goes without saying. What is declared nullable says something when it is 0.</summary>
    public bool IsDefault(object? value)
    {
        if (Info.GetCustomAttribute<DefaultValueAttribute>() is { } stated)
        {
            return Equals(value, stated.Value);
        }

        // A char is compared with the number 0 there and so never equals it.
        var unsaid = Type.IsValueType ? Activator.CreateInstance(Type) : null;
        return Type != typeof(char) && Equals(value, unsaid);
    }
}

internal static class Members
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    /// <summary>Fields, then properties, each as declared, those of a derived type before those of its base.</summary>
    public static IReadOnlyList<Member> Of(Type type)
    {
        var optIn = type.IsDefined(typeof(DataContractAttribute), inherit: false);
        var members = new List<Member>();
        foreach (var info in type.GetFields(All).Cast<MemberInfo>().Concat(Properties(type)).Where(m => IsWritten(m, optIn)))
        {
            var data = optIn ? info.GetCustomAttribute<DataMemberAttribute>() : null;
            var name = data?.Name ?? info.Name;
            if (members.TrueForAll(m => m.Name != name))
            {
                members.Add(new(name, info, data?.Order ?? -1));
            }
        }

        return typeof(Exception).IsAssignableFrom(type)
            ? [.. members.Where(m => m.Name is not (nameof(Exception.TargetSite) or nameof(Exception.StackTrace))), members.Single(m => m.Name == nameof(Exception.StackTrace))]
            : [.. members.OrderBy(m => m.Order)];
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(All)
        .Where(p => p.GetIndexParameters().Length == 0 && p.CanRead);

    private static bool IsWritten(MemberInfo member, bool optIn)
    {
        if (member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: true) || TypeOf(member).IsByRefLike)
        {
            return false;
        }

        if (optIn)
        {
            return member.IsDefined(typeof(DataMemberAttribute));
        }

        return !member.IsDefined(typeof(IgnoreDataMemberAttribute)) &&
            (member is PropertyInfo property ? property.GetMethod!.IsPublic : ((FieldInfo)member).IsPublic);
    }
}
