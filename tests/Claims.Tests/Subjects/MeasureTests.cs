using Claims.Measurements.Arrays;
using Claims.Pairs;

namespace Claims.Tests.Subjects;

public sealed class MeasureTests
{
    [Fact]
    public void Two_papers_may_each_have_a_cascade()
    {
        Measure one = new("cascade", _ => []) { Paper = "one" }, other = new("cascade", _ => []) { Paper = "other" };
        one.Should().NotBe(other);
        FluentActions.Invoking(() => Measure.MustDiffer([one, other, one])).Should().NotThrow();
        new Measure("cascade", _ => []).Paper.Should().Be("Claims.Tests.Subjects", "it is its maker's");
        Measure.NameIn(one.Key).Should().Be("cascade");
    }

    [Fact]
    public void Two_measures_of_one_name_are_refused()
    {
        Measure one = new("cascade", _ => []), other = new("cascade", _ => [new Numbers("n", "1", [], [1])]);
        FluentActions.Invoking(() => Measure.MustDiffer([one, other])).Should().Throw<ArgumentException>().WithMessage("*\"cascade\"*");
    }

    [Fact]
    public void A_number_is_found_by_its_labels()
    {
        var numbers = new Numbers("recovery", "%", [new Axis("layer", ["4", "5"]), new Axis("component", ["ATTN", "MLP"])], [1, 2, 3, 4]);
        numbers.At(layer: 5, component: "MLP").Should().Be(4);
        numbers.At(("component", "ATTN"), ("layer", "5")).Should().Be(3);
        numbers.Row("component", "MLP").Values.Should().Equal(2, 4);
        numbers.Row("layer", 4).Values.Should().Equal(1, 2);
        FluentActions.Invoking(() => numbers.At(layer: 6, component: "MLP")).Should().Throw<ArgumentException>()
            .WithMessage("*no \"6\"*4, 5*");
        FluentActions.Invoking(() => numbers.Row("head", 0)).Should().Throw<ArgumentException>()
            .WithMessage("*no axis \"head\"*\"layer\", \"component\"*");
        FluentActions.Invoking(() => numbers.At(("layer", "4"))).Should().Throw<ArgumentException>()
            .WithMessage("*nothing was said of \"component\"*");
    }
}
