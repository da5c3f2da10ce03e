using System.Text.Json;
using Claims.Common;
using Claims.Tests.Video;

namespace Claims.Tests.Common;

/// <summary>Every value of numpy_sampling.json, as numpy itself drew it.</summary>
public class NumpyRandomTests
{
    private static readonly JsonElement Reference = Golden.Json("numpy_sampling.json");

    [Fact]
    public void Raw_bits_are_those_of_numpy() =>
        Each("raw_uint32", (random, given) => random.NextUInt32() == given.GetUInt32(), "first_8");

    [Fact]
    public void Random_samples_are_those_of_numpy() =>
        Each("random_sample", (random, given) => random.RandomSample() == given.GetDouble(), "first_4");

    [Fact]
    public void Randint_draws_what_numpy_draws()
    {
        var cases = Reference.GetProperty("randint").EnumerateArray().ToArray();
        cases.Should().NotBeEmpty();
        foreach (var one in cases)
        {
            var random = new NumpyRandom(one.GetProperty("seed").GetUInt32());
            var (low, high) = (one.GetProperty("low").GetInt64(), one.GetProperty("high").GetInt64());
            one.GetProperty("first_8_one_call_each").EnumerateArray().Select(v => v.GetInt64())
                .Should().Equal(Enumerable.Range(0, 8).Select(_ => random.RandInt(low, high)).ToArray(), one.GetRawText());
        }
    }

    [Fact]
    public void Permutations_are_those_of_numpy()
    {
        var cases = Reference.GetProperty("permutation").EnumerateArray().ToArray();
        cases.Should().NotBeEmpty();
        foreach (var one in cases)
            new NumpyRandom(one.GetProperty("seed").GetUInt32()).Permutation(one.GetProperty("n").GetInt32())
                .Should().Equal(one.GetProperty("values").Deserialize<int[]>());
    }

    // Values of numpy 1.24: RandomState(7).randint(0, 2**40, 4), RandomState(7).randint(-5, -4), RandomState(2**32 - 1).randint(0, 10, 4).
    [Fact]
    public void Wide_and_narrow_ranges_too()
    {
        var random = new NumpyRandom(7);
        Enumerable.Range(0, 4).Select(_ => random.RandInt(0, 1L << 40)).Should()
            .Equal(752595690692L, 108744157686L, 291964244179L, 650496783975L);
        new NumpyRandom(7).RandInt(-5, -4).Should().Be(-5);
        var last = new NumpyRandom(uint.MaxValue);
        Enumerable.Range(0, 4).Select(_ => last.RandInt(0, 10)).Should().Equal(3, 2, 7, 4);
        FluentActions.Invoking(() => last.RandInt(3, 3)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void Each(string name, Func<NumpyRandom, JsonElement, bool> same, string values)
    {
        var cases = Reference.GetProperty(name).EnumerateArray().ToArray();
        cases.Should().NotBeEmpty();
        foreach (var one in cases)
        {
            var random = new NumpyRandom(one.GetProperty("seed").GetUInt32());
            foreach (var given in one.GetProperty(values).EnumerateArray())
                same(random, given).Should().BeTrue($"{name}, seed {one.GetProperty("seed")}");
        }
    }
}
