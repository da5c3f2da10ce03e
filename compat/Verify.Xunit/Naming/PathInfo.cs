using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace VerifyTests;

/// <summary>Where the snapshots of a test go and what they are called; what is null keeps its default.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "As in the real package.")]
public readonly struct PathInfo
{
    public PathInfo(string? directory = null, string? typeName = null, string? methodName = null)
    {
        Names.RequireDirectory(directory);
        Names.RequireFile(typeName);
        Names.RequireFile(methodName);
        Directory = directory;
        TypeName = typeName;
        MethodName = methodName;
    }

    public string? Directory { get; }

    public string? TypeName { get; }

    public string? MethodName { get; }

    public static PathInfo DeriveDefault(string sourceFile, string projectDirectory, Type type, MethodInfo method) =>
        new(Path.GetDirectoryName(sourceFile), type.NameWithParent(), method.Name);
}
