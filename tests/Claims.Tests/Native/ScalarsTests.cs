using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Tests.Native;

public sealed class ScalarsTests
{
    // More threads than processors, so that some are set aside in the middle of a call, while the garbage of all is collected.
    private const int Threads = 16;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    [Fact, Trait("Category", "slow")]
    public void Scalars_outlive_the_calls_that_read_them()
    {
        var (clock, wrong) = (Stopwatch.StartNew(), new ConcurrentBag<string>());
        var threads = Enumerable.Range(0, Threads).Select(i => new Thread(() => Compute(i + 2.5, wrong, () => clock.Elapsed < Long)))
            .Append(new Thread(() => Collect(() => clock.Elapsed < Long))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        wrong.Should().BeEmpty();
    }

    private static void Compute(double factor, ConcurrentBag<string> wrong, Func<bool> goOn)
    {
        using var native = new NativeThreads(1);
        using var one = ones(8, dtype: float64);
        while (goOn())
        {
            using var scope = NewDisposeScope();
            try
            {
                var value = (one * Scalars.Of(factor)).Plus(one).Plus(0.5).data<double>()[0];
                if (value != factor + 1.5)
                    wrong.Add($"{factor} + 1.5 = {value}");
            }
            catch (ExternalException e)
            {
                wrong.Add(e.Message.Split('\n')[0]);
            }
        }
    }

    private static void Collect(Func<bool> goOn)
    {
        while (goOn())
            GC.Collect(0);
    }
}
