using System.Text.Json;
using Claims.Measurements.Arrays;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements.Golden;

/// <summary>How near is near: float32 within 1e-4 of the reference in float64; float64 within 1e-9.</summary>
internal static class GoldenNumbers
{
    public static double[] Values(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    public static double[] Values(JsonElement rows, string field) =>
        [.. rows.EnumerateArray().Select(row => row.GetProperty(field).GetDouble())];

    public static Numbers Named(this IEnumerable<Numbers> all, string name) =>
        all.Should().ContainSingle(numbers => numbers.Name == name).Subject;

    /// <summary>
    /// Each within the tolerance, relative; near-zero differences within ten times that of the array's largest magnitude.
    /// </summary>
    public static void ShouldMatch(this Numbers actual, IReadOnlyList<double> expected, ScalarType dtype)
    {
        var tolerance = dtype == ScalarType.Float64 ? 1e-9 : 1e-4;
        var largest = expected.Max(Math.Abs);
        actual.Values.Should().HaveCount(expected.Count, actual.Name);
        for (var i = 0; i < expected.Count; i++)
        {
            var allowed = Math.Abs(expected[i]) >= 0.5 * largest ? tolerance * Math.Abs(expected[i]) : 10 * tolerance * largest;
            Math.Abs(actual.Values[i] - expected[i]).Should()
                .BeLessThanOrEqualTo(allowed, "{0}[{1}] is {2}, the reference {3}", actual.Name, i, actual.Values[i], expected[i]);
        }
    }
}
