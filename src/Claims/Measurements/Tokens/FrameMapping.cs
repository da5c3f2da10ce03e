namespace Claims.Measurements.Tokens;

/// <summary>Which frames a token stands for.</summary>
public enum FrameMapping
{
    /// <summary>As published: a token's tubelet index is taken for a frame index, so one frame, and mostly a wrong one.</summary>
    AsPublished = 1,

    /// <summary>All frames of the token's tubelet.</summary>
    Corrected,
}
