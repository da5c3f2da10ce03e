using System.CommandLine;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Drift.Decisions;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Cli.DriftCommand;

/// <summary><c>claims drift</c>: what a weight update did to the claims.</summary>
internal static class DriftVerb
{
    public static Command Create()
    {
        var subject = new SubjectChoice();
        var baseline =
            new Option<string?>("--baseline") { Description = "the model before, in the place of the subject's own: " + Models.Described };
        var candidate = new Option<string>("--candidate") { Description = "the model after: " + Models.Described, Required = true };
        var claim = new Option<string[]>("--claim")
        {
            Description = "only these, by id, separated by commas (claims list)",
            AllowMultipleArgumentsPerToken = true
        };
        var folder = new OutputFolder("--out",
            "where results.json and results.md go (default: out/SUBJECT-drift/ the starts of both models' hashes)");
        var force = new Option<bool>("--force") { Description = "replace what --out holds, of another run or of more claims" };
        var record = new OutputFile("--record", "append the comparison to this file, a line of JSON (claims history)")
        {
            MayBeStandard = false,
        };
        var date = Days.Option("a day to state in the results and the record");
        var failOn = new Option<string>("--fail-on")
        {
            Description = "drifted; or inconclusive: exit with 1 for that too",
            DefaultValueFactory = _ =>
            "drifted"
        };
        failOn.AcceptOnlyFromAmong("drifted", "inconclusive");
        var seed = new Option<uint>("--seed") { Description = "of every random draw", DefaultValueFactory = _ => 42u };
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command =
            new Command("drift", "Say what a weight update did to the claims, and where it acted.") { baseline, candidate, claim, folder,
                force, record, date, failOn, seed, device, dtype };
        subject.AddTo(command, model: false);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var options = new VerificationOptions
            {
                Device = Devices.Device(parsed.GetRequiredValue(device)),
                Dtype = Devices.Dtype(parsed.GetRequiredValue(dtype)),
                Seed = parsed.GetValue(seed),
                Workers = get_num_threads(),
                Cancellation = cancellation
            };
            var claims =
                ClaimsCatalog.Chosen(
                    [.. (parsed.GetValue(claim) ?? [])
                        .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]);
            if (ShippedParity.Missed(options.Device) is { } missed)
                return missed;
            var before = subject.Find(parsed, parsed.GetValue(baseline));
            return new DriftRun
            {
                Subjects = DriftSubjects.Of(before, subject.Find(parsed, parsed.GetRequiredValue(candidate))),
                Claims = claims,
                Out = parsed.GetValue(folder),
                OtherClips = subject.HasOtherClips(parsed),
                Force = parsed.GetValue(force),
                Record = parsed.GetValue(record),
                Date = parsed.GetValue(date),
                FailOn = parsed.GetRequiredValue(failOn) == "inconclusive" ? Decision.Inconclusive : Decision.Drifted,
                Options = options,
            }.Run();
        }
    }
}
