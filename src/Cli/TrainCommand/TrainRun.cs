using System.Runtime.InteropServices;
using Claims.Alley.Training;
using Claims.Cli.Output;
using Claims.Common.Native;
using Claims.Json;
using Claims.Report;

namespace Claims.Cli.TrainCommand;

/// <summary>A training from the command line: steps, states now and then, checkpoint, held-out accuracy, provenance.</summary>
internal sealed class TrainRun
{
    public required TrainingRecipe Recipe { get; init; }

    public required string Out { get; init; }

    public required bool Resume { get; init; }

    public required int HeldOut { get; init; }

    public required int SaveEvery { get; init; }

    public required int Workers { get; init; }

    /// <summary>A checkpoint to start with, or null.</summary>
    public required string? From { get; init; }

    /// <summary>The command that makes the same again, apart from where it puts it.</summary>
    public required string Command { get; init; }

    public int Run(CancellationToken cancellation)
    {
        // One each, and clips side by side.
        using var native = new NativeThreads(1);
        using var training = new AlleyTraining(Out, Recipe, Resume, From, Workers);
        if (training.Trainer.Curve.Count > 0)
            Screen.Line($"going on after step {training.Trainer.Curve.Count}");
        MakeSteps(training, cancellation);
        training.WriteCheckpoint();
        var progress = new ProgressLine { What = "held-out scenes" };
        var heldOut = HeldOutAccuracy.Of(training.Trainer.Predict, HeldOut, progress: new Cancelling(progress, cancellation));
        AccuracyTable.Show(heldOut);
        JsonReport.Write(Path.Combine(Out, "provenance.json"), training.Provenance(Command, Libraries(), heldOut));
        training.Forget();
        Screen.Line($"written: {Out}");
        return ExitCode.AsExpected;
    }

    private void MakeSteps(AlleyTraining training, CancellationToken cancellation)
    {
        var line = new TrainingLine(Recipe);
        while (!training.Trainer.Done)
        {
            var result = training.Trainer.Advance();
            var step = training.Trainer.Curve.Count;
            line.Show(step, result);
            if (step % SaveEvery == 0 || training.Trainer.Done || cancellation.IsCancellationRequested)
            {
                training.Save();
                line.Clear();
                Screen.Line(TrainingLine.Text(Recipe, step, result));
            }
            if (cancellation.IsCancellationRequested)
                Screen.Line($"stopped after step {step}: the same command with --resume goes on to the same end.");
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static SortedDictionary<string, string> Libraries()
    {
        var versions = ToolVersions.Current();
        versions["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return versions;
    }

    private sealed class Cancelling(IProgress<(int Done, int Of)> inner, CancellationToken cancellation) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            inner.Report(value);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
