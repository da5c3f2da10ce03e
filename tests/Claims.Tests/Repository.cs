using System.Reflection;

namespace Claims.Tests;

/// <summary>Where the checkout lies, whatever folder the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Fixtures { get; } = Path.Combine(Root, "fixtures");
}
