using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Claims.Model.Architectures.Vivit;

namespace Claims.Model.Architectures;

/// <summary>The architectures that come with the project: known as soon as anything of this assembly is used.</summary>
[SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
    Justification = "The forward pass must know no architecture, and a user must not have to name them.")]
internal static class BuiltIn
{
    [ModuleInitializer]
    internal static void Register() => Architecture.Register(new VivitArchitecture());
}
