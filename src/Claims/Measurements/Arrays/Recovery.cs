namespace Claims.Measurements.Arrays;

/// <summary>
/// How much of the outcome signal D = clean - corrupt a run's d = run - corrupt is, both the last block's output, D_t and d_t their rows.
/// Percent, cosines and one logit. The published number is <see cref="Norm"/>; it has no direction.
/// </summary>
public sealed record Recovery
{
    /// <summary>mean |d_t| / mean |D_t|, as published.</summary>
    public double Norm { get; init; }

    /// <summary><see cref="Norm"/> with the sign of the inner product of d and D: the paper's equation 2.</summary>
    public double SignedNorm { get; init; }

    /// <summary>Frobenius norms, with that sign.</summary>
    public double SignedFrobenius { get; init; }

    /// <summary>mean(sign(d_t . D_t) |d_t|) / mean |D_t|.</summary>
    public double SignedPerToken { get; init; }

    /// <summary>Inner product of d and D over that of D with itself: 100 % is the whole movement.</summary>
    public double Projection { get; init; }

    /// <summary>Of the angle between d and D; 0 where d is 0.</summary>
    public double Cosine { get; init; }

    /// <summary><see cref="Norm"/> of CLS alone.</summary>
    public double ClsNorm { get; init; }

    /// <summary><see cref="SignedNorm"/> of CLS alone.</summary>
    public double ClsSignedNorm { get; init; }

    /// <summary><see cref="Projection"/> of CLS alone.</summary>
    public double ClsProjection { get; init; }

    /// <summary><see cref="Cosine"/> of CLS alone.</summary>
    public double ClsCosine { get; init; }

    /// <summary>The run's logit of the target class.</summary>
    public double TargetLogit { get; init; }

    /// <summary>The array of <see cref="Norm"/> in <see cref="Table"/>.</summary>
    public const string NormArray = "recovery_pct";

    /// <summary>The array of <see cref="Projection"/>.</summary>
    public const string ProjectionArray = "projection_pct";

    /// <summary>The array of <see cref="ClsProjection"/>.</summary>
    public const string ClsProjectionArray = "cls_projection_pct";

    private static readonly (string Name, string Unit, Func<Recovery, double> Value)[] Fields =
    [
        (NormArray, "%", r => r.Norm), ("signed_pct", "%", r => r.SignedNorm), ("signed_frobenius_pct", "%", r => r.SignedFrobenius),
        ("signed_per_token_pct", "%", r => r.SignedPerToken), (ProjectionArray, "%", r => r.Projection),
        ("cosine", "cosine", r => r.Cosine),
        ("cls_recovery_pct", "%", r => r.ClsNorm), ("cls_signed_pct", "%", r => r.ClsSignedNorm),
        (ClsProjectionArray, "%", r => r.ClsProjection),
        ("cls_cosine", "cosine", r => r.ClsCosine), ("target_logit", "logit", r => r.TargetLogit),
    ];

    /// <summary>One array per variant.</summary>
    /// <param name="axes">Outermost first.</param>
    /// <param name="recoveries">As many as the axes' lengths multiply to, row-major.</param>
    internal static IReadOnlyList<Numbers> Table(IReadOnlyList<Axis> axes, IReadOnlyList<Recovery> recoveries) =>
        [.. Fields.Select(field => new Numbers(field.Name, field.Unit, axes, [.. recoveries.Select(field.Value)]))];
}
