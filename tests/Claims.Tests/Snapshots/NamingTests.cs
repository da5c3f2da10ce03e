namespace Claims.Tests.Snapshots;

/// <summary>What a snapshot's file is called. Each of these fails if its verified file has any other name.</summary>
public class NamingTests
{
    [Theory]
    [InlineData("a/b:c", true, 0.1, 1e-7, null)]
    [InlineData("", false, 1.0, double.NaN, "x")]
    public Task Parameters_are_part_of_the_name(string s, bool b, double f, double d, object? n) =>
        Verify("named").UseParameters(s, b, f, d, n);

    [Theory]
    [InlineData(3)]
    public Task A_text_may_stand_for_the_parameters(int layer) => Verify($"layer {layer}").UseTextForParameters("any");

    [Fact]
    public async Task The_same_name_twice_is_refused()
    {
        await Verify("once");
        var again = await Record.ExceptionAsync(async () => await Verify("again"));
        again.Should().NotBeNull();
        again!.Message.Should().StartWith("The prefix has already been used: ");
    }

    public class Nested
    {
        [Fact]
        public Task Nested_classes_are_named_with_their_parent() => Verify("named");
    }
}
