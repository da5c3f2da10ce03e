using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>What each action looks like.</summary>
internal static class Actions
{
    public static IActing In(AlleyAction action, AlleyScene scene) => action switch
    {
        AlleyAction.Bowling => new Bowling(scene),
        AlleyAction.Golf => new Golf(scene),
        AlleyAction.Basketball => new Basketball(scene),
        AlleyAction.Football => new Football(scene),
        AlleyAction.Billiards => new Billiards(scene),
        AlleyAction.Juggling => new Juggling(scene),
        AlleyAction.Tennis => new Tennis(scene),
        AlleyAction.Swinging => new Swinging(scene),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
    };
}
