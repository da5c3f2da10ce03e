using System.Runtime.InteropServices;
using Claims.Cli;

// A file that grew to the shell's limit (ulimit -f) is an error of that write, which is told, and not the end of the process.
const int FileTooLong = 25; // SIGXFSZ
using var limit = OperatingSystem.IsWindows() ? null
    : PosixSignalRegistration.Create((PosixSignal)FileTooLong, signal => signal.Cancel = true);
return CommandLine.Run(args);
