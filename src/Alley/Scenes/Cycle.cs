namespace Claims.Alley.Scenes;

/// <summary>To and fro, without a sine: two parabolas.</summary>
internal static class Cycle
{
    /// <summary>-1000 to 1000 and back, smoothly, once in 1000.</summary>
    public static int Wave(int turn)
    {
        var way = turn % 500 * 2;
        var bow = 4 * way * (1000 - way) / 1000;
        return turn / 500 % 2 == 0 ? bow : -bow;
    }

    /// <summary>0 to 1000 and back in straight lines, once in 1000.</summary>
    public static int Bounce(int turn) => 1000 - Math.Abs(turn % 1000 * 2 - 1000);
}
