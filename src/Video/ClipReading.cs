using Claims.Video.Sampling;

namespace Claims.Video;

/// <summary>
/// How somebody wants clips read, whatever the model: which frames, which stream, how long it may take. The rest is the checkpoint's.
/// </summary>
public sealed record ClipReading
{
    /// <summary>Which frames; null: as <see cref="ClipOptions.Choice"/> says.</summary>
    public FrameChoice? Choice { get; init; }

    /// <summary>Which stream; null: as <see cref="ClipOptions.Stream"/> says.</summary>
    public int? Stream { get; init; }

    /// <summary>How long each run of a decoding program may take; null: as <see cref="ClipOptions.TimeLimit"/> says.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Readers of further kinds of sources.</summary>
    public IReadOnlyList<ClipReader> Readers { get; init; } = [];

    /// <summary>What a model wants of a clip, read so.</summary>
    public ClipOptions Of(ClipOptions model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model with
        {
            Choice = Choice ?? model.Choice,
            Stream = Stream ?? model.Stream,
            TimeLimit = TimeLimit ?? model.TimeLimit,
            Readers = Readers,
        };
    }
}
