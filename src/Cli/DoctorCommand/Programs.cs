using Claims.Common;

namespace Claims.Cli.DoctorCommand;

/// <summary>The programs that the project calls.</summary>
internal static class Programs
{
    public static IEnumerable<Finding> Findings() => [Ffmpeg("ffmpeg"), Ffmpeg("ffprobe")];

    private static Finding Ffmpeg(string name)
    {
        var given = Environment.GetEnvironmentVariable("CLAIMS_FFMPEG");
        var program = string.IsNullOrEmpty(given) ? name
            : Directory.Exists(given) ? Path.Combine(given, name)
            : name == "ffmpeg" ? given : Path.Combine(Path.GetDirectoryName(given) ?? "", name);
        return FirstLine(program) is { } line
            ? new Finding(name, State.Good, line)
            : new Finding(name, State.Optional, $"\"{program}\" does not run: video files cannot be read",
                "apt-get install ffmpeg, or set CLAIMS_FFMPEG to the program or its folder.");
    }

    private static string? FirstLine(string program)
    {
        try
        {
            using var process = ChildStart.Start(program, ["-version"]);
            var line = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
