using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Claims.Common.Native;

// Compiled into Claims.Common and, by Directory.Build.targets, into every program and test project: whichever of them runs first, the
// loader is in place before TorchSharp looks for its native part.
[SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
    Justification = "Nothing is loaded here: a handler is registered, and TorchSharp has no other place for it.")]
file static class BeforeFirstTensor
{
    [ModuleInitializer]
    internal static void Prepare() => TorchLibrary.Prepare();
}
