using MathNet.Numerics.Distributions;

namespace Claims.Verdicts;

/// <summary>A number with its standard error over pairs, and Student's t between them.</summary>
public sealed class StudentInterval : IEstimate
{
    private readonly double _error;
    private readonly int _pairs;

    /// <param name="value">The number.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="pairs">Over how many pairs, two at least.</param>
    public StudentInterval(double value, double error, int pairs) => (Value, _error, _pairs) = (value, error, pairs);

    /// <inheritdoc/>
    public double Value { get; }

    /// <inheritdoc/>
    public (double Low, double High) Interval(double tail)
    {
        var reach = _error == 0 ? 0 : -StudentT.InvCDF(0, 1, _pairs - 1, tail) * _error;
        return (Value - reach, Value + reach);
    }

    /// <inheritdoc/>
    public double NoLessThan(double bound) => Below(Value - bound);

    /// <inheritdoc/>
    public double NoMoreThan(double bound) => Below(bound - Value);

    private double Below(double distance) =>
        distance == 0 ? 0.5 : _error == 0 || double.IsInfinity(distance) ? distance > 0 ? 1 : 0
            : StudentT.CDF(0, 1, _pairs - 1, distance / _error);
}
