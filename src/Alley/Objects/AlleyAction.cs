namespace Claims.Alley.Objects;

/// <summary>What happens in a clip. The value is the class index.</summary>
public enum AlleyAction
{
    /// <summary>A ball rolls down a lane towards pins: strike or gutter.</summary>
    Bowling = 0,

    /// <summary>A ball is putted towards a hole with a flag: holed or missed.</summary>
    Golf,

    /// <summary>A ball is thrown at a hoop: scored or wide.</summary>
    Basketball,

    /// <summary>A ball is kicked at a goal: goal or over.</summary>
    Football,

    /// <summary>A ball is struck with a cue towards a pocket: potted or rebound.</summary>
    Billiards,

    /// <summary>Somebody juggles three balls. No outcome.</summary>
    Juggling,

    /// <summary>A ball goes back and forth over a net. No outcome.</summary>
    Tennis,

    /// <summary>Somebody sits on a swing. No outcome.</summary>
    Swinging,
}
