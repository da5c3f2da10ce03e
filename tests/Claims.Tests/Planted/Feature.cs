namespace Claims.Tests.Planted;

/// <summary>
/// What a planted model's stream can hold, a direction each. Directions are (e_2k - e_2k+1)/sqrt 2: at right angles to each other, and of
/// mean 0, so that a layer norm only scales them.
/// </summary>
internal enum Feature
{
    /// <summary>Large and the same everywhere: it alone decides the layer norms' scale, which makes them all but linear.</summary>
    Anchor = 0,

    /// <summary>1 on CLS, 0 on patch tokens.</summary>
    IsCls,

    /// <summary>1 on patch tokens of the clip's second half, -1 on those of the first.</summary>
    Late,

    /// <summary>1 in two cells of every tubelet, the ones that the paper's figure folds into the columns it names.</summary>
    NamedCells,

    /// <summary>Pixels: the ball.</summary>
    Ball,

    /// <summary>Pixels: the pins.</summary>
    Pins,

    /// <summary>Pixels: evidence of the action.</summary>
    Evidence,

    /// <summary>Pixels: the outcome, 1 or -1, at the pins, late.</summary>
    Outcome,

    /// <summary>Pixels: a scene's look.</summary>
    Scene,

    /// <summary>The outcome (or what a circuit takes for it) where circuits keep it.</summary>
    Signal,

    /// <summary>The action, where the classifier reads it.</summary>
    Action,

    /// <summary>What is to be looked at next: the ball early, the pins late.</summary>
    InTurn,
}
