using Claims.Common;
using Claims.Measurements.Arrays;
using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Readings;

/// <summary>
/// The difference between two runs' last streams, D = clean - corrupt, and how much of it another run d = other - corrupt has. In double
/// precision: d and D are differences of near numbers.
/// </summary>
internal sealed class OutcomeSignal : IDisposable
{
    private readonly Tensor _corrupt; // [N, D], double
    private readonly VideoModel _model;
    private readonly double _meanNorm, _squared, _clsNormSquared;

    /// <param name="model">The model.</param>
    /// <param name="clean">The last stream of the clean run, [1, N, D].</param>
    /// <param name="corrupt">And of the corrupted one.</param>
    /// <exception cref="BadInputException">They are the same: there is nothing to recover.</exception>
    public OutcomeSignal(VideoModel model, Tensor clean, Tensor corrupt)
    {
        _model = model;
        using var scope = NewDisposeScope();
        _corrupt = corrupt[0].to(float64);
        Delta = clean[0].to(float64) - _corrupt;
        var squares = (Delta * Delta).sum(-1);
        (_meanNorm, _squared, _clsNormSquared) = (squares.sqrt().mean().Number(), squares.sum().Number(), Read(Delta, Delta));
        if (!(_squared > 0) || !(_clsNormSquared > 0))
            throw new BadInputException("The two runs end in the same stream: there is no outcome signal to recover.",
                remedy: "Give two clips that differ.");
        _ = (_corrupt.DetachFromDisposeScope(), Delta.DetachFromDisposeScope());
    }

    /// <summary>D, [N, D], double.</summary>
    public Tensor Delta { get; }

    /// <summary>Mean over tokens of the norm of D: the published denominator.</summary>
    public double MeanNorm => _meanNorm;

    /// <summary>Sum of D's squares.</summary>
    public double Squared => _squared;

    /// <summary>Norm of what the classifier reads of D: its CLS row.</summary>
    public double ClsNorm => Math.Sqrt(_clsNormSquared);

    /// <summary>How much of D a run recovers.</summary>
    /// <param name="lastStream">Its last stream, [1, N, D].</param>
    /// <param name="targetLogit">Its logit of the target class.</param>
    public Recovery Recovered(Tensor lastStream, double targetLogit)
    {
        using var scope = NewDisposeScope();
        return Share(lastStream[0].to(float64) - _corrupt) with { TargetLogit = targetLogit };
    }

    /// <summary>The share of D in the difference between two runs' last streams, [1, N, D] each.</summary>
    public Recovery Share(Tensor clean, Tensor corrupt)
    {
        using var scope = NewDisposeScope();
        return Share(clean[0].to(float64) - corrupt[0].to(float64));
    }

    /// <summary>The share of D in a difference d, [N, D], double.</summary>
    public Recovery Share(Tensor d)
    {
        using var scope = NewDisposeScope();
        var (dots, squares) = ((d * Delta).sum(-1), (d * d).sum(-1));
        var norms = squares.sqrt();
        var (dot, squared, norm) = (dots.sum().Number(), squares.sum().Number(), norms.mean().Number());
        var (clsDot, clsSquared) = (Read(d, Delta), Read(d, d));
        var (recovery, cls) = (100 * norm / _meanNorm, 100 * Math.Sqrt(clsSquared / _clsNormSquared));
        return new Recovery
        {
            Norm = recovery,
            SignedNorm = recovery * Math.Sign(dot),
            SignedFrobenius = 100 * Math.Sqrt(squared / _squared) * Math.Sign(dot),
            SignedPerToken = 100 * (dots.sign() * norms).mean().Number() / _meanNorm,
            Projection = 100 * dot / _squared,
            Cosine = Cosine(dot, squared, _squared),
            ClsNorm = cls,
            ClsSignedNorm = cls * Math.Sign(clsDot),
            ClsProjection = 100 * clsDot / _clsNormSquared,
            ClsCosine = Cosine(clsDot, clsSquared, _clsNormSquared),
        };
    }

    public void Dispose()
    {
        _corrupt.Dispose();
        Delta.Dispose();
    }

    // The inner product of what the classifier reads of two differences.
    private double Read(Tensor one, Tensor other) => (_model.Pool(one) * _model.Pool(other)).unsqueeze(0).sum(-1).Number();

    // What moves nothing has no direction: 0.
    private static double Cosine(double dot, double a, double b) => a == 0 ? 0 : dot / Math.Sqrt(a * b);
}
