using System.Reflection;
using Claims.Alley;
using Claims.Assertions;
using Claims.Checkpoints;
using Claims.Common;
using Claims.Model;
using Claims.Video;
using PublicApiGenerator;

namespace Claims.Tests.House;

/// <summary>Every public name of each package: a change of API is a change of these files, and seen in review.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => [.. Assemblies.Keys];

    private static readonly Dictionary<string, Assembly> Assemblies = new()
    {
        ["Common"] = typeof(NewFile).Assembly,
        ["Checkpoints"] = typeof(TensorInfo).Assembly,
        ["Video"] = typeof(Clip).Assembly,
        ["Model"] = typeof(VideoModel).Assembly,
        ["Claims"] = typeof(Claim).Assembly,
        ["Alley"] = typeof(AlleyWorld).Assembly,
        ["Assertions"] = typeof(VerifiedSubject).Assembly,
    };

    [Theory, MemberData(nameof(Packages))]
    public Task Surface_of(string package) =>
        Verify(Assemblies[package].GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }))
            .UseTextForParameters(package);
}
