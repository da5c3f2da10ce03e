using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;

namespace Claims.Tests.House;

/// <summary>Which types use one that does not stand below them.</summary>
internal static class StoreyRule
{
    /// <summary>What src/ is compiled to.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> Assemblies { get; } =
    [
        typeof(Claims.Common.NewFile).Assembly, typeof(Claims.Checkpoints.TensorInfo).Assembly, typeof(Claims.Video.Clip).Assembly,
        typeof(Claims.Model.Site).Assembly, typeof(Claim).Assembly, typeof(Claims.Alley.AlleyWorld).Assembly,
        typeof(Claims.Assertions.VerifiedSubject).Assembly, typeof(Claims.Cli.CommandLine).Assembly,
    ];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Compiled =
        new(() => new ArchLoader().LoadAssemblies([.. Assemblies]).Build());

    /// <summary>Every namespace of the compiled code that a file of src/ declares.</summary>
    public static IReadOnlyList<string> Namespaces =>
        [.. Own.Select(type => type.Namespace.FullName).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<IType> Own => Compiled.Value.Types.Where(type => IsOurs(type.Namespace?.FullName ?? ""));

    /// <summary>One line for each offence: the two types, and where they stand.</summary>
    public static IReadOnlyList<string> Offences(IReadOnlyList<string[]> storeys)
    {
        var level = storeys.SelectMany((line, i) => line.Select(name => (name, i))).ToDictionary(one => one.name, one => one.i);
        return
        [
            .. from type in Own
               let own = type.Namespace.FullName
               from target in type.Dependencies.Select(Target).Distinct()
               let other = target.Namespace?.FullName ?? ""
               where other != own && IsOurs(other)
               let rank = level.GetValueOrDefault(own, -1)
               where !level.TryGetValue(other, out var below) || below >= rank
               select $"{type.FullName} uses {target.FullName}: {other} does not stand below {own}",
        ];
    }

    private static IType Target(ITypeDependency dependency) => dependency.Target;

    // Types that the compiler adds stand in no namespace of ours, or in that of what they were made of.
    private static bool IsOurs(string name) => name == "Claims" || name.StartsWith("Claims.", StringComparison.Ordinal);
}
