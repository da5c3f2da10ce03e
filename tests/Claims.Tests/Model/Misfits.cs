using System.Diagnostics;
using System.Text.Json;
using Claims.Common;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>
/// Random input, most of which fits nowhere: each case gives a result or an error of the project's own, and leaves no tensor behind. Some
/// calls of TorchSharp end the process instead of throwing (src/BannedSymbols.txt). Then the test host dies and the whole run fails: the
/// last case on its standard error, which the runner shows, is the one.
/// </summary>
internal static class Misfits
{
    /// <summary>What the quick properties draw their cases with: the same ones in every run. The slow ones draw others each time.</summary>
    public const string Seed = "20261128,1";

    /// <summary>A case from a seed each; the seed is in the message of one that fails.</summary>
    /// <param name="make">What is tried, in words, and how.</param>
    public static Property Each(Func<Random, (string What, Action Try)> make) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => OfSeed(seed, make));

    /// <summary>One case.</summary>
    public static void OfSeed(int seed, Func<Random, (string What, Action Try)> make)
    {
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var what = "no case could be made";
        Exception? error = null;
        using (NewDisposeScope())
        {
            try
            {
                (what, var tried) = make(new Random(seed));
                Console.Error.WriteLine($"seed {seed}: {what}");
                tried();
            }
            catch (Exception e)
            {
                error = e;
            }
        }
        if (error is not null && !IsOwn(error))
            throw new XunitException($"seed {seed}: {what}: not an error of the project's own: {error}", error);
        var left = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before;
        if (left != 0)
            throw new XunitException($"seed {seed}: {what}: {left} tensors are left behind after {error?.Message ?? "a result"}", error);
    }

    // Thrown by the project, be it by way of a helper of .NET's.
    private static bool IsOwn(Exception e)
    {
        var lacks = e is KeyNotFoundException && e.Message.Contains("was not kept by this run", StringComparison.Ordinal);
        if (!lacks && e is not (ArgumentException or BadInputException))
            return false;
        return new StackTrace(e).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Assembly.GetName().Name ?? "")
            .First(name => !name.StartsWith("System.", StringComparison.Ordinal)).StartsWith("Claims.", StringComparison.Ordinal);
    }

    /// <summary>A shape, as a rule the one that fits with something wrong about it; at times right.</summary>
    public static long[] Shape(Random random, params long[] fits)
    {
        var shape = fits.ToList();
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(shape.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    shape.Insert(at, Length(random));
                    break;
                case 1 when at < shape.Count:
                    shape.RemoveAt(at);
                    break;
                case 2 when at < shape.Count:
                    shape[at] = Math.Max(0, shape[at] + random.Next(-1, 2));
                    break;
                case 3 when shape.Count > 1:
                    var other = random.Next(shape.Count);
                    (shape[at % shape.Count], shape[other]) = (shape[other], shape[at % shape.Count]);
                    break;
                case 4:
                    shape = [.. Enumerable.Range(0, random.Next(7)).Select(_ => Length(random))];
                    break;
                default:
                    if (at < shape.Count)
                        shape[at] = Length(random);
                    break;
            }
        }
        return [.. shape];
    }

    /// <summary>A tensor of a shape of <see cref="Shape"/>'s and, at times, of a type that does not fit; not always in one piece.</summary>
    public static Tensor Value(Random random, params long[] fits)
    {
        using var generator = new Generator((ulong)random.Next());
        var shape = Shape(random, fits);
        var value = randn(shape, generator: generator);
        if (random.Next(4) == 0 && shape.Length > 1)
        {
            long[] back = [.. Enumerable.Range(0, shape.Length).Reverse().Select(axis => (long)axis)];
            value = randn([.. shape.Reverse()], generator: generator).permute(back);
        }
        return value.to(Type(random));
    }

    /// <summary>float32 as a rule.</summary>
    public static ScalarType Type(Random random) => random.Next(3) > 0 ? ScalarType.Float32 : Of(random,
        ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Byte, ScalarType.Bool,
        ScalarType.ComplexFloat32);

    /// <summary>One of these.</summary>
    public static T Of<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Its type and shape.</summary>
    public static string Text(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";

    /// <summary>Numbers as JSON has them.</summary>
    public static string List(IEnumerable<int>? numbers) => JsonSerializer.Serialize(numbers);

    private static long Length(Random random) => Of<long>(random, 0, 1, 2, 3, 4, 6, 9, 12);
}
