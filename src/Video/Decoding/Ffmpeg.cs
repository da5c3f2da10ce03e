using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Claims.Common;

namespace Claims.Video.Decoding;

/// <summary>The ffmpeg programs of this machine.</summary>
/// <param name="Program">ffmpeg itself.</param>
/// <param name="Probe">ffprobe.</param>
internal sealed partial record Ffmpeg(string Program, string Probe)
{
    /// <summary>The variable that names the program, or the folder of the programs.</summary>
    public const string Variable = "CLAIMS_FFMPEG";

    public const string Remedy = "Install it (`apt-get install ffmpeg`), or let CLAIMS_FFMPEG name the program or its folder.";

    private static readonly ConcurrentDictionary<string, Task<string>> Versions = new();
    private static readonly ConcurrentDictionary<string, bool> Newer = new();

    /// <summary>What ffmpeg calls its version: which build decoded a clip belongs to the evidence.</summary>
    public string Version => Versions.GetOrAdd(Program, program => Task.Run(() => AskVersion(program))).GetAwaiter().GetResult();

    /// <summary>Whether both programs lie in one folder, and so are of one build.</summary>
    public bool OneBuild => Path.GetDirectoryName(Program) == Path.GetDirectoryName(Probe);

    /// <summary>
    /// Each decoded frame passed on once, through filters that are read from the standard input. Version 4 knows the older names only,
    /// later ones know both.
    /// </summary>
    public string[] FilteredAsToldLater => Newer.ContainsKey(Program)
        ? ["-fps_mode", "passthrough", "-/filter:v", "pipe:0"]
        : ["-vsync", "passthrough", "-filter_script:v", "pipe:0"];

    /// <summary>Remembers that this build has dropped the older names of options.</summary>
    public void UseNewerNames() => Newer[Program] = true;

    /// <summary>Finds the programs by <c>CLAIMS_FFMPEG</c>, else on the PATH.</summary>
    /// <exception cref="MissingException">They are not there.</exception>
    public static Ffmpeg Find() => Find(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Finds the programs.</summary>
    /// <param name="named">The program, or the folder of the programs; null or empty: the PATH.</param>
    /// <exception cref="MissingException">They are not there.</exception>
    public static Ffmpeg Find(string? named)
    {
        var folders = string.IsNullOrEmpty(named)
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Directory.Exists(named) ? named : Path.GetDirectoryName(Path.GetFullPath(named))!];
        var program = !string.IsNullOrEmpty(named) && File.Exists(named) ? Path.GetFullPath(named) : In(folders, "ffmpeg");
        var probe = In(folders, "ffprobe");
        if (program is null || probe is null)
        {
            var where = string.IsNullOrEmpty(named) ? "on the PATH" : $"where {Variable} points ({named})";
            throw new MissingException($"{(program is null ? "ffmpeg" : "ffprobe")} is not {where}; it is what reads videos and pictures.",
                Remedy, "video");
        }

        return new(program, probe);
    }

    private static string AskVersion(string program)
    {
        var (_, output, _) = ChildProcess.Run(program, ["-version"], TimeSpan.FromSeconds(30), CancellationToken.None);
        return VersionLine().Match(output) is { Success: true } match ? match.Groups[1].Value : "of unknown version";
    }

    private static string? In(IEnumerable<string> folders, string name) =>
        folders.Select(folder => Path.GetFullPath(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"^ffmpeg version (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
