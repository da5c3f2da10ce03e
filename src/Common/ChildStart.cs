using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Claims.Common;

/// <summary>
/// Starts the programs that are handed files from anywhere: without a shell, without what the environment keeps secret, with a bound on
/// memory, and so that they end with this process, also where that is killed.
/// </summary>
internal static class ChildStart
{
    /// <summary>Bytes of address space that a program may have: a decoder's frames and stacks, with room to spare.</summary>
    public const long MostMemory = 8L << 30;

    // What a program needs to find its libraries, its folders and its language. All else, tokens among it, is none of its business.
    private static readonly string[] Kept =
        ["PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TMP", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "windir"];

    // util-linux, part of every Debian; elsewhere a killed process may leave a decoder behind until its pipe breaks.
    private const string Setpriv = "/usr/bin/setpriv", Prlimit = "/usr/bin/prlimit";

    private static readonly bool Guarded = OperatingSystem.IsLinux() && File.Exists(Setpriv) && File.Exists(Prlimit);

    private static readonly BlockingCollection<Action> Starts = [];

    // A child is told of the end of the thread that began it, not of the process: so one thread begins all of them, and never ends.
    private static readonly Lazy<Thread> Starter = new(() =>
    {
        var thread = new Thread(() =>
        {
            foreach (var start in Starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "starts programs" };
        thread.Start();
        return thread;
    });

    /// <summary>Starts a program whose streams are all redirected.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var guarded = Guarded && File.Exists(program);
        var start = new ProcessStartInfo(guarded ? Setpriv : program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        string[] guard = ["--pdeathsig", "KILL", Prlimit, string.Create(CultureInfo.InvariantCulture, $"--as={MostMemory}"), "--", program];
        foreach (var argument in guarded ? guard.Concat(arguments) : arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => !IsKept(name)).ToArray())
            start.Environment.Remove(name);
        // Colours are for people at a terminal.
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        _ = Starter.Value;
        var started = new TaskCompletionSource<Process>();
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static bool IsKept(string name) => name.StartsWith("LC_", StringComparison.Ordinal) || Kept.Contains(name);
}
