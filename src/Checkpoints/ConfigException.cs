namespace Claims.Checkpoints;

/// <summary>The ways in which a config.json can be refused.</summary>
public enum ConfigFault
{
    /// <summary>Not a JSON object, too long, nested too deep, or with a field twice.</summary>
    NotJson = 1,

    /// <summary>A field that is not understood, and so might change the result.</summary>
    UnknownField,

    /// <summary>A field of another type than it must be.</summary>
    WrongType,

    /// <summary>A number that no such model can have.</summary>
    OutOfRange,

    /// <summary>Another architecture, an activation or an option that is not implemented.</summary>
    Unsupported,

    /// <summary>Two fields contradict each other.</summary>
    Contradiction,
}

/// <summary>A config.json cannot be honoured.</summary>
public sealed class ConfigException : CheckpointException
{
    private static readonly Dictionary<ConfigFault, string> Remedies = new()
    {
        [ConfigFault.NotJson] = "Fetch the file again, or mend it.",
        [ConfigFault.UnknownField] = "Take the field out if it changes nothing that is computed.",
        [ConfigFault.WrongType] = "Correct it in the file.",
        [ConfigFault.OutOfRange] = "Correct it in the file: it must be the model's that was trained.",
        [ConfigFault.Unsupported] = "Give a checkpoint without it: such a model computes something else.",
        [ConfigFault.Contradiction] = "Correct the one that is wrong.",
    };

    internal ConfigException(ConfigFault fault, string what, string file, string? field = null, Exception? inner = null,
        string? remedy = null)
        : base(what, file, remedy ?? Remedies[fault], "config", inner)
    {
        Fault = fault;
        Field = field;
    }

    /// <summary>Why it was refused.</summary>
    public ConfigFault Fault { get; }

    /// <summary>The field concerned, if it is one.</summary>
    public string? Field { get; }
}
