using System.CommandLine;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Registrations;
using Claims.Report;
using Claims.Subjects.Files;
using Claims.Verifications;
using static TorchSharp.torch;

namespace Claims.Cli.RegisterCommand;

/// <summary>
/// <c>claims register</c>: what is expected of a subject, from its discovery pairs, before the held-out ones are measured.
/// </summary>
internal static class RegisterVerb
{
    public static Command Create()
    {
        var subject = new SubjectChoice();
        var file = new OutputFile("--out", "the expectations file (default: the one that the subject's file names)")
        {
            MayBeStandard = false,
        };
        var force = new Option<bool>("--force") { Description = "replace one that is there" };
        var seed = new Option<uint>("--seed") { Description = "of every random draw", DefaultValueFactory = _ => 42u };
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command =
            new Command("register", "Register what is expected of a subject, from its discovery pairs.") { file, force, seed, device,
                dtype };
        subject.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var found = subject.Find(parsed);
            var path = parsed.GetValue(file) ?? found.ExpectationsPath
                ?? throw new BadInputException("names no \"expectations\" file.", found.FilePath,
                    "Add \"expectations\": \"NAME.expectations.json\" to it, or give --out FILE.", "subject");
            NewFile.MustBePlace(path);
            if (File.Exists(path) && !parsed.GetValue(force))
                throw new BadInputException("is there already.", path,
                    "Expectations that change after the measurement are none. --force replaces it all the same; its hash, and with it "
                        + "every verdict's, changes.", "expectations");
            var options = new VerificationOptions
            {
                Device = Devices.Device(parsed.GetRequiredValue(device)),
                Dtype = Devices.Dtype(parsed.GetRequiredValue(dtype)),
                Seed = parsed.GetValue(seed),
                MostForwards = Registration.MostForwards,
                Cancellation = cancellation,
                Workers = get_num_threads(),
                Progress = new ProgressLine { What = found.Name },
                Kept = Path.Combine("out", found.Name + "-discovery"),
            };
            Register(found, path, options);
            return ExitCode.AsExpected;
        }
    }

    private static void Register(SubjectFile file, string path, VerificationOptions options)
    {
        var discovery = file.Discovery();
        if (discovery.Missing is { } missing)
            throw missing;
        var result = Verification.Run(discovery, ClaimsCatalog.All, options);
        Registration.Write(path, result, file.HeldOutPairs, new ProgressLine { What = "foreseeing" });
        var written = ExpectationsFile.Read(path, file.Name);
        foreach (var ((claim, form), expected) in written.Forms)
            Screen.Line($"{claim}, {VerdictText.Of(form)}: {ExpectedText.Of(expected)}");
        foreach (var note in ClipNoteLines.Of(result.ClipNotes, "claims clip shows each clip's"))
            Screen.Line($"note: {note}");
        Screen.Line($"registered in {path}, SHA-256 {written.Hash}");
    }
}
