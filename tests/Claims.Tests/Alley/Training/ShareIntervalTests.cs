using Claims.Alley.Training;

namespace Claims.Tests.Alley.Training;

/// <summary>Against examples published by Newcombe (Statistics in Medicine 17, 1998: 857-872 for one share, 873-890 for two).</summary>
public sealed class ShareIntervalTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_a_share_is_wilsons(int right, int of, double low, double high)
    {
        var found = ShareInterval.Of(right, of);
        found.Low.Should().BeApproximately(low, 5e-5);
        found.High.Should().BeApproximately(high, 5e-5);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Of_a_difference_is_newcombes(int right, int of, int otherRight, int otherOf, double low, double high)
    {
        var found = ShareInterval.OfDifference((right, of), (otherRight, otherOf));
        found.Low.Should().BeApproximately(low, 5e-5);
        found.High.Should().BeApproximately(high, 5e-5);
    }
}
