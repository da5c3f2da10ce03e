using TorchSharp;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Claims.Benchmarks;

/// <summary>Work done several times over.</summary>
/// <param name="Gflop">Its floating point operations, 10^9.</param>
/// <param name="Seconds">The median.</param>
internal sealed record Timed(double Gflop, double Seconds)
{
    private const int WarmUps = 2, Repeats = 9;

    public double GflopPerSecond => Gflop / Seconds;

    /// <summary>The median of several times, after some that do not count.</summary>
    public static Timed Of(double gflop, Action work)
    {
        var seconds = new double[Repeats];
        for (var repeat = -WarmUps; repeat < Repeats; repeat++)
        {
            using var scope = torch.NewDisposeScope();
            var start = Stopwatch.GetTimestamp();
            work();
            if (repeat >= 0)
                seconds[repeat] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return new(gflop, seconds[Repeats / 2]);
    }

    public static Timed operator +(Timed one, Timed other) => new(one.Gflop + other.Gflop, one.Seconds + other.Seconds);
}
