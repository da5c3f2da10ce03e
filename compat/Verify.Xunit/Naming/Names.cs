using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>What may be part of a file name, and what stands for what may not.</summary>
internal static class Names
{
    // Windows' list, whatever the machine: a snapshot has one name everywhere.
    private static readonly char[] InvalidInFile = [.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\', '<', '>', '|', ':', '*', '?', '/'];

    private static readonly char[] InvalidInPath = [.. InvalidInFile.Except(['/', '\\'])];

    private static readonly char[] RefusedInDirectory = [.. Path.GetInvalidPathChars().Union(Path.GetInvalidFileNameChars().Except(['/', '\\', ':']))];

    public static string CleanFile(string name) => Clean(name, InvalidInFile);

    public static string? CleanPath(string? name) => name is null ? null : Clean(name, InvalidInPath);

    public static string NameWithParent(this Type type) => type.IsNested ? $"{type.ReflectedType!.Name}.{type.Name}" : type.Name;

    public static void RequireFile(string? name, [CallerArgumentExpression(nameof(name))] string argument = "") =>
        Require(name, Path.GetInvalidFileNameChars(), "file name", argument);

    public static void RequireDirectory(string? name, [CallerArgumentExpression(nameof(name))] string argument = "") =>
        Require(name, RefusedInDirectory, "directory", argument);

    public static void RequireExtension(string value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(value, argument);
        if (value.StartsWith('.'))
        {
            throw new ArgumentException("Must not start with a period ('.').", argument);
        }

        if (value.AsSpan().ContainsAny('/', '\\'))
        {
            throw new ArgumentException("Must not contain a directory separator.", argument);
        }
    }

    private static void Require(string? name, char[] refused, string what, string argument)
    {
        if (name is null)
        {
            return;
        }

        ArgumentException.ThrowIfNullOrEmpty(name, argument);
        if (name.IndexOfAny(refused) is >= 0 and var at)
        {
            throw new ArgumentException($"Invalid character for {what}. Value: {name}. Char:{name[at]}", argument);
        }
    }

    private static string Clean(string name, char[] invalid) => string.Concat(name.Select(c => invalid.Contains(c) ? '-' : c));
}
