using Claims.Common;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Subjects;

/// <summary>What claims are tried on: a model, clip pairs, and expectations registered beforehand.</summary>
public sealed record Subject
{
    /// <summary>Short, as the command line names it: alley.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence: what it is.</summary>
    public required string Description { get; init; }

    /// <summary>Loads the model on a device in a type.</summary>
    /// <exception cref="MissingException">It is not on this machine: the claims are NotRun.</exception>
    public required Func<Device, ScalarType, VideoModel> Load { get; init; }

    /// <summary>What identifies the model: a hash of each of its files, or of what it is made from.</summary>
    public required IReadOnlyDictionary<string, string> ModelHashes { get; init; }

    /// <summary>
    /// The class both clips of a pair are said to belong to, by name; null: whatever a clean run predicts. Claims about the class have no
    /// meaning on a model that lacks it.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>The pairs, in order.</summary>
    public required IReadOnlyList<SubjectPair> Pairs { get; init; }

    /// <summary>
    /// How clips are sampled where somebody said: <c>uniform</c>, <c>seeded:7, stream 1</c>; null: as the model's folder says, else as
    /// published.
    /// </summary>
    public string? Frames { get; init; }

    /// <summary>What is expected; null: the paper's own numbers, and that every claim holds.</summary>
    public Expectations? Expectations { get; init; }

    /// <summary>What the command line is told to try it: in "how to rerun".</summary>
    public string Arguments { get => field ?? $"--subject {Name}"; init; }

    /// <summary>Where the subject is not on this machine: why, and the remedy. All of its claims are NotRun.</summary>
    public MissingException? Missing { get; init; }
}
