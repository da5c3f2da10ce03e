using System.CommandLine;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Report;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Cli.VerifyCommand;

/// <summary><c>claims verify</c>: the claims, tried on a subject.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var subject = new SubjectChoice();
        var claim = new Option<string[]>("--claim")
        {
            Description = "only these, by id, separated by commas (claims list)",
            AllowMultipleArgumentsPerToken = true
        };
        var folder = new OutputFolder("--out", "where results.json, results.md, results.html and numbers.parquet go (default: "
            + "out/SUBJECT/ the start of the model's hash; nowhere where --claim picks some)");
        var force = new Option<bool>("--force") { Description = "replace what --out holds, of another run or of more claims" };
        var details = new Option<bool>("--details") { Description = "print every number of every form, not of the unexpected ones alone" };
        var numbers = new Option<NumbersForm>("--numbers")
        {
            Description = "every number of every pair: parquet, csv (25 times as long) or none",
            DefaultValueFactory = _ => NumbersForm.Parquet,
            HelpName = "parquet|csv|none",
        };
        numbers.AcceptOnlyFromAmong("parquet", "csv", "none");
        var json = new OutputFile("--json", "write results.json to this file too, - for standard output (docs/tasks/results.md)");
        var date = Days.Option("a day to state in the results; without it the same numbers give the same bytes");
        var seed = new Option<uint>("--seed") { Description = "of every random draw", DefaultValueFactory = _ => 42u };
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command =
            new Command("verify", "Try the paper's claims on a subject, and say with evidence which hold.") { claim, folder, force,
                details, numbers, json, date, seed, device, dtype };
        subject.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var ids = (parsed.GetValue(claim) ?? [])
                .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var claims = ClaimsCatalog.Chosen(ids);
            var options = new VerificationOptions
            {
                Device = Devices.Device(parsed.GetRequiredValue(device)),
                Dtype = Devices.Dtype(parsed.GetRequiredValue(dtype)),
                Seed = parsed.GetValue(seed),
                Workers = get_num_threads(),
                Cancellation = cancellation,
            };
            if (ShippedParity.Missed(options.Device) is { } missed)
                return missed;
            var file = subject.Find(parsed);
            return new VerifyRun
            {
                Subject = file.HeldOut() with { Arguments = subject.Arguments(parsed) },
                Claims = claims,
                Out = parsed.GetValue(folder),
                IsPart = ids.Length > 0,
                OtherClips = subject.HasOtherClips(parsed),
                Force = parsed.GetValue(force),
                Details = parsed.GetValue(details),
                Numbers = parsed.GetValue(numbers),
                Json = parsed.GetValue(json),
                Date = parsed.GetValue(date),
                Options = options,
            }.Run();
        }
    }
}
