using System.Runtime.InteropServices;

namespace Claims.Common.Native;

/// <summary>What came of loading libtorch and TorchSharp's native part.</summary>
/// <param name="Handle">TorchSharp's native part; 0: TorchSharp looks for it by itself.</param>
/// <param name="Folder">The folder that libtorch was loaded from; null where TorchSharp looks for it.</param>
/// <param name="Mended">The file in the package that does not load here, where a mended copy of it was loaded.</param>
/// <param name="Failure">Why nothing was loaded.</param>
internal sealed record LoadedTorch(nint Handle, string? Folder, string? Mended, MissingException? Failure)
{
    /// <summary>From the folders that the host looks for native libraries in. Never throws.</summary>
    public static LoadedTorch Load()
    {
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory);
        return Load([.. folders]);
    }

    internal static LoadedTorch Load(IReadOnlyList<string> folders)
    {
        if (Find(folders, "LibTorchSharp") is not { } part || Path.GetDirectoryName(Find(folders, "torch_cpu")) is not { } folder)
        {
            // Somebody may have loaded one from elsewhere: a Python package's, or one that lies in the search path.
            var known = NativeLibrary.TryLoad(FileName("LibTorchSharp"), out var handle);
            return new(handle, null, null, known ? null : LoadFailure.NoPackage());
        }
        try
        {
            // By full path, so that no other libtorch in LD_LIBRARY_PATH is taken; each finds those before it by their names.
            foreach (var library in (string[])["c10", "torch_cpu", "torch"])
            {
                if (Find([folder], library) is not { } path)
                    continue;
                var loaded = NativeLibrary.Load(path);
                if (library == "torch_cpu")
                    SameSums.Choose(loaded);
            }
            Allocator.GiveLargeBlocksBack();
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return new(0, folder, null, LoadFailure.Of(e));
        }
        try
        {
            return new(NativeLibrary.Load(part), folder, null, null);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return Mend(part, folder, e);
        }
    }

    /// <summary>Whether the system's search path for libraries holds a libtorch, which would be taken before the package's.</summary>
    public static bool IsInSearchPath()
    {
        var path = Environment.GetEnvironmentVariable(OperatingSystem.IsMacOS() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH") ?? "";
        return !OperatingSystem.IsWindows()
            && Find(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "c10") is not null;
    }

    private static LoadedTorch Mend(string part, string folder, Exception why)
    {
        try
        {
            return new(MendedLibrary.Load(part, why.Message), folder, part, null);
        }
        catch (ElfException e)
        {
            return new(0, folder, null, LoadFailure.Of(why, e.Message));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return new(0, folder, null, LoadFailure.Of(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(0, folder, null, LoadFailure.NoRoom(part, e));
        }
    }

    private static string? Find(IReadOnlyList<string> folders, string library) =>
        folders.Select(folder => Path.Combine(folder, FileName(library))).FirstOrDefault(File.Exists);

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? library + ".dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
