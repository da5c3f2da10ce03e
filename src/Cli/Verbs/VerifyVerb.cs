using System.CommandLine;
using Claims.Cli.Output;

namespace Claims.Cli.Verbs;

/// <summary><c>claims verify</c>: as long as there are no claims, the parity of the shipped fixture in both forms of its weights.</summary>
internal static class VerifyVerb
{
    private const double Tolerance = 1e-5;

    public static Command Create()
    {
        var device = Devices.DeviceOption();
        var command = new Command("verify", "Verify what ships with the project: for now, the model against the original implementation's numbers.") { device };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(device)));
        return command;
    }

    private static int Run(string device)
    {
        Screen.Line("There are no claims yet: verifying that the model computes what the original does, on the shipped fixture.");
        var golden = Path.Combine(Fixtures.Folder, "golden", "dev");
        return ParityVerb.Run(Path.Combine(golden, "vivit-tiny"), Path.Combine(golden, "forward.safetensors"), Tolerance, device, "float32", null);
    }
}
