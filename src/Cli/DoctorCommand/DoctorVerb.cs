using System.CommandLine;
using Claims.Cli.Output;
using Claims.Json;

namespace Claims.Cli.DoctorCommand;

/// <summary><c>claims doctor</c>: what this machine has, what it lacks, and what to do about it.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var json = new OutputFile("--json", "write the findings to this file as JSON");
        var command = new Command("doctor", "Say what this machine has, what it lacks, and what to do about it.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? json)
    {
        IReadOnlyList<Finding> findings = [.. Torch.Findings(), .. Programs.Findings(), .. Checkpoints.Findings()];
        foreach (var finding in findings)
        {
            Screen.Field($"{(finding.State switch { State.Good => "ok  ", State.Optional => "-   ", _ => "!!  " })}{finding.What,-16} ",
                finding.Found);
            if (finding.Remedy is not null)
                Screen.Field($"{"",-20} ", finding.Remedy);
        }
        if (json is not null)
            JsonReport.Write(json, findings);
        return findings.Any(finding => finding.State == State.Missing) ? ExitCode.Missing : ExitCode.AsExpected;
    }
}
