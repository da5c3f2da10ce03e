namespace Claims.Checkpoints;

/// <summary>The ways in which a folder's weights can be wrong although each file is sound.</summary>
public enum WeightsFault
{
    /// <summary>The folder does not exist.</summary>
    FolderMissing = 1,

    /// <summary>The folder holds none of the files that weights are stored in.</summary>
    NoWeights,

    /// <summary>A shard index is not the JSON object it must be.</summary>
    IndexInvalid,

    /// <summary>A shard index names a file outside the folder or of another kind.</summary>
    ShardName,

    /// <summary>A shard that the index names is not there.</summary>
    ShardMissing,

    /// <summary>A shard lacks a tensor that the index places in it.</summary>
    ShardLacksTensor,

    /// <summary>A shard holds a tensor that the index does not place in it.</summary>
    ShardHasUnlisted,

    /// <summary>A tensor was asked for that is not in the file.</summary>
    NoSuchTensor,

    /// <summary>Tensors are missing, unexpected, misshapen or not of a floating type.</summary>
    Mismatch,

    /// <summary>A value is not a number, or infinite, or larger than the type computed in can hold.</summary>
    NotFinite,

    /// <summary>What git-lfs or a hub's web page leaves where a file should be.</summary>
    StandIn,

    /// <summary>The folder has weights but no config.json.</summary>
    NoConfig,

    /// <summary>The folder is the one above: checkpoints lie in folders of it.</summary>
    FolderAbove,

    /// <summary>An adapter (LoRA and its kind) that is not merged into its base model.</summary>
    Adapter,

    /// <summary>Weights of another library, or in the parts that a training keeps.</summary>
    OtherForm,

    /// <summary>Several files could be the weights, and nothing says which.</summary>
    Ambiguous,

    /// <summary>The encoder alone: no classifier was saved with it.</summary>
    NoClassifier,
}

/// <summary>A folder's weights do not fit together, or do not fit the model.</summary>
public sealed class WeightsException : CheckpointException
{
    internal WeightsException(WeightsFault fault, string what, string file, string? remedy = null, Exception? inner = null)
        : base(what, file, remedy, "checkpoint", inner) => Fault = fault;

    /// <summary>Which way it is wrong.</summary>
    public WeightsFault Fault { get; }

    /// <summary>Names the model has and the checkpoint lacks.</summary>
    public IReadOnlyList<string> Missing { get; internal init; } = [];

    /// <summary>Names the checkpoint has and the model lacks.</summary>
    public IReadOnlyList<string> Unexpected { get; internal init; } = [];

    /// <summary>Names whose shape is not the model's, or whose elements are not floating-point numbers.</summary>
    public IReadOnlyList<string> Misshapen { get; internal init; } = [];
}
