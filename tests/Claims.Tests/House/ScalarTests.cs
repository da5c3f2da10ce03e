using static TorchSharp.torch;

namespace Claims.Tests.House;

public sealed class ScalarTests
{
    [Fact]
    public void Nothing_calls_what_makes_a_scalar_that_may_be_freed_while_it_is_read() =>
        StoreyRule.Assemblies.SelectMany(ScalarRule.Offences).Should().BeEmpty("Scalars.Of and Sums keep theirs alive");

    [Fact]
    public void Scalars_that_the_library_makes_inside_are_seen_too()
    {
        var found = ScalarRule.Offences(typeof(ScalarTests).Assembly);
        foreach (var name in new[] { nameof(Compared), nameof(Doubled), nameof(Summed), nameof(Stepped) })
            found.Should().Contain(line => line.StartsWith($"{typeof(ScalarTests).FullName}.{name} calls ", StringComparison.Ordinal));
    }

    private static Tensor Compared(Tensor x) => x.eq(2);

    private static Tensor Doubled(Tensor x) => x * 2;

    private static Tensor Summed(Tensor x) => x + x;

    private static void Stepped(TorchSharp.Modules.AdamW optimizer) => optimizer.step();
}
