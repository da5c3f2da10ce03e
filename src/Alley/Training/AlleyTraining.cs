using System.Security.Cryptography;
using Claims.Checkpoints.Safetensors;
using Claims.Common;
using Claims.Model.Architectures.Vivit;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>A training of the alley's model in a folder: under way in one file, or done as a checkpoint with its provenance.</summary>
public sealed class AlleyTraining : IDisposable
{
    /// <summary>The training under way, in its folder.</summary>
    public const string StateName = "training.safetensors";

    /// <summary>The outcome's readout, where one was trained: beside the checkpoint, no part of it.</summary>
    public const string ReadoutName = "outcome_readout.safetensors";

    private readonly AlleyData _data;

    /// <summary>Starts a training, or goes on with one.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="recipe">How.</param>
    /// <param name="from">A checkpoint's folder, to start with its weights; null: with those of the recipe's seed.</param>
    /// <param name="workers">Parts of a batch worked on at once.</param>
    /// <param name="resume">Go on with what is there; where nothing is, start.</param>
    /// <exception cref="TrainingException">A training is there that is not to be gone on with, or one of another recipe, or a
    /// checkpoint.</exception>
    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    public AlleyTraining(string folder, TrainingRecipe recipe, bool resume, string? from = null, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var start = from is null ? null : Start(from);
        if (from is not null)
            recipe = recipe with { From = Sha256(from) };
        NewFile.Folder(folder);
        Folder = folder;
        _data = new AlleyData(recipe.Labels, recipe.Batch, recipe.FirstClip);
        if (!resume && File.Exists(State))
            throw new TrainingException("is a training under way.", State, "Go on with it by --resume, or delete it.");
        if (!File.Exists(State) && File.Exists(Path.Combine(folder, "model.safetensors")))
            throw new TrainingException("holds a checkpoint already.", folder, "Give another --out, or delete it.");
        Trainer = new Trainer(AlleyModels.Config, recipe, _data, start) { Workers = workers };
        if (resume && File.Exists(State))
            Trainer.Restore(State);
    }

    /// <summary>Where it is kept.</summary>
    public string Folder { get; }

    /// <summary>What makes the steps.</summary>
    public Trainer Trainer { get; }

    private string State => Path.Combine(Folder, StateName);

    /// <summary>Keeps what there is.</summary>
    public void Save() => Trainer.Save(State);

    /// <summary>Writes the checkpoint, and the outcome's readout where there is one.</summary>
    public void WriteCheckpoint()
    {
        VivitCheckpoint.Write(Folder, AlleyModels.Config, Trainer.Weights, AlleyWorld.Preprocessor);
        if (Trainer.Readout.ToArray() is { Length: > 0 } readout)
            SafetensorsWriter.Write(Path.Combine(Folder, ReadoutName), readout);
    }

    /// <summary>Where the written checkpoint came from.</summary>
    /// <param name="command">The exact command.</param>
    /// <param name="libraries">What computed it.</param>
    /// <param name="heldOut">How well unseen scenes are classified.</param>
    public Provenance Provenance(string command, IReadOnlyDictionary<string, string> libraries, HeldOutAccuracy heldOut)
    {
        using var scope = NewDisposeScope();
        var count = Trainer.Weights.All.Sum(weight => weight.numel());
        return new(command, Trainer.Recipe, ClipHashes.Of(_data, Trainer.Recipe), new(count, Sha256(Folder), Untrained()), libraries,
            CurvePoint.Of(Trainer.Curve), heldOut);
    }

    /// <summary>Forgets the training under way: what it led to is written.</summary>
    public void Forget() => File.Delete(State);

    /// <inheritdoc/>
    public void Dispose() => Trainer.Dispose();

    private static VivitWeights Start(string folder) => VivitCheckpoint.ReadWeights(folder, AlleyModels.Config);

    private string Untrained()
    {
        var folder = Path.Combine(Folder, $".untrained.{Guid.NewGuid():N}.tmp");
        try
        {
            return Sha256(AlleyModels.WriteUntrained(folder, Trainer.Recipe.Seed));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Sha256(string folder)
    {
        using var file = File.OpenRead(Path.Combine(folder, "model.safetensors"));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
