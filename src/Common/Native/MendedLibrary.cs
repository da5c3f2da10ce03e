using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Claims.Common.Native;

/// <summary>
/// TorchSharp's native part on systems whose C++ library is older than GCC 13's (Debian 12, Ubuntu 22.04). It asks for one version too new,
/// for one symbol that nothing in it is bound to: std::ios_base_library_init(). A copy with that need marked weak loads and computes; the
/// package's file stays as it is.
/// </summary>
internal static partial class MendedLibrary
{
    /// <summary>
    /// Loads a mended copy: from the user's cache, or, where that cannot be written, from a folder that is gone again when it is loaded.
    /// </summary>
    /// <param name="path">The library that did not load.</param>
    /// <param name="error">What the loader said, which names the version.</param>
    /// <exception cref="ElfException">It is another fault, or not of the one kind that may be mended.</exception>
    /// <exception cref="DllNotFoundException">The mended copy does not load either.</exception>
    /// <exception cref="IOException">No folder takes the copy.</exception>
    public static nint Load(string path, string error)
    {
        var missing = Version().Match(error);
        if (!missing.Success || !OperatingSystem.IsLinux())
            throw new ElfException("only a version of libstdc++ that is asked for and never used is");
        var file = File.ReadAllBytes(path);
        var mended = ElfVersionNeed.MadeWeak(file, missing.Groups[1].Value);
        return Load(mended, Path.Combine(CacheFolder(), Convert.ToHexStringLower(SHA256.HashData(file))), Path.GetFileName(path));
    }

    internal static nint Load(byte[] mended, string cache, string name)
    {
        try
        {
            return NativeLibrary.Load(Written(mended, cache, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var folder = Directory.CreateTempSubdirectory("claims-");
            try
            {
                return NativeLibrary.Load(Written(mended, folder.FullName, name));
            }
            finally
            {
                folder.Delete(recursive: true); // what is loaded stays loaded
            }
        }
    }

    // Several processes may write the same bytes at once: each renames a file of its own.
    internal static string Written(byte[] mended, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(mended))
            return path;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{name}.{Environment.ProcessId}.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(temporary, mended);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }

    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "claims", "native");
    }

    [GeneratedRegex(@"version [`'](GLIBCXX_[0-9.]+)' not found")]
    private static partial Regex Version();
}
