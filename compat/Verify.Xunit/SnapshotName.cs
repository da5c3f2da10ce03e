using System.Globalization;
using System.Reflection;

namespace VerifyTests;

/// <summary>What a test's files are called: <c>Class.Method_param=value</c>.</summary>
internal static class SnapshotName
{
    public static string Of(MethodInfo test, VerifySettings settings)
    {
        var type = test.ReflectedType!;
        return $"{(type.IsNested ? $"{type.DeclaringType!.Name}." : "")}{type.Name}.{test.Name}{Case(test.GetParameters(), settings)}";
    }

    private static string Case(ParameterInfo[] parameters, VerifySettings settings) => settings.ParametersText is { } text
        ? $"_{text}"
        : string.Concat(parameters.Zip(settings.Parameters ?? [], (parameter, value) => $"_{parameter.Name}={Text(value)}"));

    private static string Text(object? value) => value switch
    {
        null => "null",
        IConvertible and not DateTime => string.Concat(Convert.ToString(value, CultureInfo.InvariantCulture)!.Select(Clean)),
        _ => throw new NotSupportedException($"The stand-in for Verify.Xunit cannot write {value.GetType()} in a file's name."),
    };

    // What Windows forbids, everywhere.
    private static char Clean(char one) => one < ' ' || "\"\\<>|:*?/".Contains(one) ? '-' : one;
}
