namespace Claims.Tests.Snapshots;

/// <summary>What a snapshot's file is called. Each of these fails if its verified file has any other name.</summary>
public class NamingTests
{
    [Theory]
    [InlineData("a/b:c", true, 0.1, 1e-7, null)]
    [InlineData("", false, 1.0, double.NaN, "x")]
    public Task Parameters_are_part_of_the_name(string s, bool b, double f, double d, object? n) => Verify("named").UseParameters(s, b, f, d, n);

    [Theory]
    [InlineData(1, "ignored")]
    [InlineData(2, "ignored")]
    public Task The_first_parameters_will_do(int layer, string rest) => Verify(rest).UseParameters(layer);

    [Theory]
    [InlineData(DayOfWeek.Friday, new[] { 1, 2 })]
    public Task Enums_and_arrays_too(DayOfWeek day, int[] layers) => Verify("named").UseParameters(day, layers);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Cases_may_share_a_verified_file(int layer) => Verify("shared").IgnoreParametersForVerified(layer);

    [Theory]
    [InlineData(3)]
    public Task A_text_may_stand_for_the_parameters(int layer) => Verify($"layer {layer}").UseTextForParameters("any");

    [Fact]
    public async Task A_test_may_verify_twice_under_two_names()
    {
        await Verify("first").UseMethodName("Twice_1");
        await Verify("second").UseMethodName("Twice_2");
    }

    [Fact]
    public Task Type_and_folder_may_be_chosen() => Verify("named").UseTypeName("ChosenType").UseDirectory("Chosen");

    [Fact]
    public async Task The_same_name_twice_is_refused()
    {
        await Verify("once").UseMethodName("Once");
        (await Scratch.Failure(Verify("again").UseMethodName("Once"))).Should().StartWith("The prefix has already been used: ");
    }

    [Theory]
    [InlineData(1)]
    public async Task More_parameters_than_the_test_has_are_refused(int layer) =>
        (await Scratch.Failure(Verify("x").UseParameters(layer, 2))).Should().StartWith("The number of passed in parameters (2) must not exceed");

    [Fact]
    public void Names_that_contradict_each_other_or_the_file_system_are_refused()
    {
        FluentActions.Invoking(() => Verify("x").UseMethodName("a").UseFileName("b")).Should().Throw<Exception>().WithMessage("UseFileName is not compatible*");
        FluentActions.Invoking(() => Verify("x").UseMethodName("a/b")).Should().Throw<ArgumentException>().WithMessage("Invalid character for file name*");
    }

    public class Nested
    {
        [Fact]
        public Task Nested_classes_are_named_with_their_parent() => Verify("named");
    }
}
