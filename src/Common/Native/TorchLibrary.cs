using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Claims.Common.Native;

/// <summary>
/// TorchSharp's native part and the libtorch under it: loaded from the package's folder when the first tensor is made, whatever other
/// libtorch
/// the system's search path holds, with settings that make sums the same in every process.
/// </summary>
public static class TorchLibrary
{
    private const string NativePart = "LibTorchSharp";

    private static readonly Lazy<LoadedTorch> Loaded = new(LoadedTorch.Load);
    private static int _prepared;

    /// <summary>The libtorch that TorchSharp 0.107 is built for: the version of the package to refer to.</summary>
    public const string LibtorchVersion = "2.10.0";

    /// <summary>
    /// The native part in TorchSharp's package, where it does not load on this older system and a mended copy did; else null.
    /// </summary>
    public static string? Mended => Loaded.Value.Mended;

    /// <summary>The folder that libtorch was loaded from; null where no package is beside the program.</summary>
    public static string? Folder => Loaded.Value.Folder;

    /// <summary>Whether the libtorch beside the program was built with CUDA, whatever devices and drivers there are.</summary>
    public static bool HasCuda => Folder is { } folder && Directory.EnumerateFiles(folder, "*torch_cuda*").Any();

    /// <summary>Loads the library now.</summary>
    /// <exception cref="MissingException">It is not there or does not load here: why, and what to do.</exception>
    public static void Require()
    {
        Prepare();
        if (Loaded.Value.Failure is { } failure)
            throw failure;
    }

    /// <summary>
    /// Sees to it that TorchSharp finds the library when it makes the first tensor. Loads nothing; called again, does nothing.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _prepared, 1) != 0)
            return;
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Watch(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Watch(assembly);
        // Asked where TorchSharp's own search by name found nothing that loads.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) =>
            IsTorchSharp(assembly) && name == NativePart ? Loaded.Value.Handle : 0;
    }

    private static void Watch(Assembly assembly)
    {
        if (!IsTorchSharp(assembly))
            return;
        // Before the first call of a native function, and so before the first product.
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == NativePart ? Loaded.Value.Handle : 0);
        }
        catch (InvalidOperationException)
        {
            _ = Loaded.Value; // somebody else has registered one
        }
        // The search by name would take another libtorch's parts.
        if (LoadedTorch.IsInSearchPath())
            _ = Loaded.Value;
    }

    private static bool IsTorchSharp(Assembly assembly) => assembly.GetName().Name == "TorchSharp";
}
