using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Claims.Common.Native;

/// <summary>Why libtorch or TorchSharp's native part does not load, in one sentence with its remedy.</summary>
internal static partial class LoadFailure
{
    private const string Page = "torch";

    /// <summary>No libtorch package is beside the program.</summary>
    public static MissingException NoPackage()
    {
        var platform = RuntimeInformation.RuntimeIdentifier;
        return Served(platform) is { } package
            ? new($"libtorch is not beside this program ({AppContext.BaseDirectory}).",
                $"Refer to {package} {TorchLibrary.LibtorchVersion} in the project that runs, or to TorchSharp's package with CUDA.", Page)
            : new($"There is no libtorch package for {platform}.",
                "Use Linux with glibc or Windows on x64, macOS on arm64, or a container of one of these.", Page);
    }

    /// <summary>A copy had to be written, and no folder took it.</summary>
    /// <param name="part">The library that a mended copy was to be written of.</param>
    /// <param name="e">What was thrown.</param>
    public static MissingException NoRoom(string part, Exception e) => new(
        $"A copy of {part} that loads on this older system could not be written ({e.Message.TrimEnd('.')}).",
        "Free some disk space, or set XDG_CACHE_HOME or TMPDIR to a folder that can be written.", Page, e);

    /// <summary>The loader said no.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="notMended">Why it could not be mended, where that was tried.</param>
    public static MissingException Of(Exception e, string? notMended = null)
    {
        var reason = Reason(e.Message);
        var about = notMended is null ? "" : $"; it was not mended, since {notMended}";
        if (Needs().Match(reason) is { Success: true } need)
        {
            var (library, version) = (need.Groups["library"].Value, need.Groups["version"].Value);
            return new($"This system's {(library == "GLIBC" ? "C library (glibc)" : "C++ library (libstdc++)")} is older than "
                + $"{library}_{version}, which TorchSharp needs{about}.",
                library == "GLIBC" ? "Use a newer system: Debian 12, Ubuntu 22.04 or later."
                    : "Install a newer libstdc++6 (GCC 13 or later), or use a newer system.", Page, e);
        }
        return new($"libtorch does not load: {reason}{about}.",
            "Restore the packages again (dotnet restore --force), and see that no other libtorch is loaded into the process.", Page, e);
    }

    // The loader's own words are the last line; those before are .NET's about places that it tried.
    private static string Reason(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => line.Length > 0)?.TrimEnd('.') ?? message;

    private static string? Served(string platform) => platform switch
    {
        _ when platform.Contains("musl", StringComparison.Ordinal) => null,
        _ when OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 => "libtorch-cpu-linux-x64",
        _ when OperatingSystem.IsWindows() && RuntimeInformation.ProcessArchitecture == Architecture.X64 => "libtorch-cpu-win-x64",
        _ when OperatingSystem.IsWindows() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64 => "libtorch-cpu-win-arm64",
        _ when OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64 => "libtorch-cpu-osx-arm64",
        _ => null,
    };

    [GeneratedRegex(@"version [`'](?<library>GLIBC|GLIBCXX)_(?<version>[0-9.]+)' not found")]
    private static partial Regex Needs();
}
