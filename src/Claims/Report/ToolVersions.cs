using System.Reflection;

namespace Claims.Report;

/// <summary>The tools that computed a file's numbers.</summary>
public static class ToolVersions
{
    /// <summary>The versions of this project, .NET, libtorch and TorchSharp, by name.</summary>
    public static SortedDictionary<string, string> Current() => new(StringComparer.Ordinal)
    {
        ["claims"] = Of(typeof(ToolVersions).Assembly),
        ["dotnet"] = Environment.Version.ToString(),
        ["libtorch"] = TorchSharp.torch.__version__,
        ["torchsharp"] = Of(typeof(TorchSharp.torch).Assembly),
    };

    /// <summary>A library's version, without the commit it was built from.</summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
