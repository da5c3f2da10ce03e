namespace Claims.Alley.Objects;

/// <summary>Something in the picture whose place is known.</summary>
public enum AlleyObject
{
    /// <summary>All that has no name.</summary>
    Scenery = 1,

    /// <summary>The ball that the action is about; of three juggled ones, any.</summary>
    Ball,

    /// <summary>Who acts.</summary>
    Player,

    /// <summary>The pins of a bowling lane, standing or falling.</summary>
    Pins,

    /// <summary>The gutter on the side to which a failure goes.</summary>
    Gutter,

    /// <summary>The hole of a golf green.</summary>
    Hole,

    /// <summary>The hoop with its net.</summary>
    Hoop,

    /// <summary>The goal between its posts.</summary>
    Goal,

    /// <summary>The keeper in the goal.</summary>
    Keeper,

    /// <summary>The pocket that the ball is sent to.</summary>
    Pocket,

    /// <summary>The seat of a swing with its ropes.</summary>
    Swing,
}
