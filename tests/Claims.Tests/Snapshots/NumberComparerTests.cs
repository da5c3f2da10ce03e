using System.Globalization;
using FsCheck;
using FsCheck.Xunit;

namespace Claims.Tests.Snapshots;

public class NumberComparerTests
{
    private const double Relative = 1e-3;
    private const double Absolute = 1e-6;

    [Theory]
    [InlineData("Share: 0.5", "Share: 0.5004")]
    [InlineData("Share: 0.5", "Share: 0.4996")]
    [InlineData("Share: 1E-07", "Share: 0.0")]
    [InlineData("Share: -0.0", "Share: 0.0")]
    [InlineData("Share: -2.001", "Share: -2.0")]
    [InlineData("Count: 1000", "Count: 1001")]
    [InlineData("Count: 1", "Count: 1.0")]
    [InlineData("Huge: 1.0005E+21", "Huge: 1E+21")]
    [InlineData("A: \"NaN\", B: \"-Infinity\"", "A: \"NaN\", B: \"-Infinity\"")]
    [InlineData("L4.mlp_out: 0.30001", "L4.mlp_out: 0.3")]
    [InlineData("share of 50.01 %", "share of 50 %")]
    public async Task Numbers_within_the_tolerance_agree(string received, string verified) =>
        (await Compare(received, verified)).IsEqual.Should().BeTrue();

    [Theory]
    [InlineData("Share: 0.5", "Share: 0.501")]
    [InlineData("Share: 0.5", "Share: -0.5")]
    [InlineData("Share: 0.0", "Share: 1E-05")]
    [InlineData("Count: 12", "Count: 13")]
    [InlineData("A: \"NaN\"", "A: 1.0")]
    [InlineData("A: 1.0", "A: \"NaN\"")]
    [InlineData("A: \"Infinity\"", "A: \"-Infinity\"")]
    [InlineData("A: 1E+308", "A: \"Infinity\"")]
    public async Task Numbers_outside_it_do_not(string received, string verified)
    {
        var result = await Compare(received, verified);
        result.IsEqual.Should().BeFalse();
        result.Message.Should().StartWith("line 1: received ").And.Contain("They differ by ");
    }

    [Theory]
    [InlineData("F1: 0.5", "F2: 0.5")]
    [InlineData("L4.mlp_out", "L5.mlp_out")]
    [InlineData("1.2.3", "1.2.4")]
    [InlineData("2026-01-02", "2026-01-03")]
    [InlineData("pair-1000", "pair-1001")]
    [InlineData("1000-fold", "1001-fold")]
    [InlineData("10ms", "11ms")]
    [InlineData("Share: 0.5", "share: 0.5")]
    [InlineData("A: null", "A: 0.0")]
    [InlineData("A: NaN", "A: \"NaN\"")]
    [InlineData("1000", "1000\n1000")]
    [InlineData("1000 1000", "1000")]
    [InlineData("", "1000")]
    [InlineData("1000x", "1000")]
    public async Task Everything_else_must_be_the_same_text(string received, string verified)
    {
        var result = await Within(relative: 10, absolute: 10)(received, verified, Nothing);
        result.IsEqual.Should().BeFalse();
        result.Message.Should().StartWith("The texts differ apart from numbers, line ");
    }

    [Fact]
    public async Task The_failure_names_the_first_number_that_differs()
    {
        const string first = "    {\n      Share: 0.25,\n      Parts: [\n        1.0,\n        2.0\n      ]\n    }";
        const string second = "    {\n      Share: 0.5,\n      Parts: [\n        3.0,\n        4.0\n      ]\n    }";
        const string verified = $"{{\n  Id: F1,\n  Layers: [\n{first},\n{second}\n  ],\n  Rest: 7\n}}";
        var received = verified.Replace("4.0", "4.5", StringComparison.Ordinal).Replace("Rest: 7", "Rest: 8", StringComparison.Ordinal);
        var result = await Compare(received, verified);
        result.Message.Should().Be(
            "Layers[1].Parts[1], line 15: received 4.5, verified 4.0.\n" +
            "They differ by 0.5; allowed are 0.004001 (absolute 1E-06 + relative 0.001).");
    }

    [Fact]
    public async Task A_text_that_differs_is_named_by_its_line()
    {
        var result = await Compare("{\n  A: 1.0001,\n  B: x\n}", "{\n  A: 1.0,\n  B: y\n}");
        result.Message.Should().Be("The texts differ apart from numbers, line 3: received 'B: x', verified 'B: y'.");
    }

    [Property]
    public bool A_number_moved_by_less_than_the_tolerance_agrees_and_by_more_does_not(NormalFloat value, bool up)
    {
        var step = (Absolute + (Relative * Math.Abs(value.Get))) * (up ? 1 : -1);
        return Agrees(value.Get + (0.99 * step), value.Get) && !Agrees(value.Get + (1.01 * step), value.Get);
    }

    [Theory]
    [InlineData(-1e-9, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_tolerance_that_is_none_is_refused(double relative, double absolute) =>
        FluentActions.Invoking(() => Within(relative, absolute)).Should()
            .Throw<ArgumentOutOfRangeException>().WithMessage("A tolerance is a finite number, 0 or more.*");

    private static readonly IReadOnlyDictionary<string, object> Nothing = new Dictionary<string, object>();

    private static StringCompare Within(double relative, double absolute) => NumberComparer.Within(relative, absolute);

    private static Task<CompareResult> Compare(string received, string verified) => Within(Relative, Absolute)(received, verified, Nothing);

    private static bool Agrees(double received, double verified) => Compare($"A: {Text(received)}", $"A: {Text(verified)}").Result.IsEqual;

    private static string Text(double number) =>
        double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : $"\"{number}\"";
}
