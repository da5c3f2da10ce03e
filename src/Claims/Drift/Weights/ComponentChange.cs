namespace Claims.Drift.Weights;

/// <summary>What kind of part a component is.</summary>
public enum ComponentKind
{
    /// <summary>Tubelet projection, CLS and positions.</summary>
    Embedding = 1,

    /// <summary>A head: its queries', keys' and values' rows and its columns of the output projection.</summary>
    Head,

    /// <summary>What attention writes whatever its heads say.</summary>
    AttentionBias,

    /// <summary>An MLP.</summary>
    Mlp,

    /// <summary>The layer norm before attention.</summary>
    NormBefore,

    /// <summary>The layer norm before the MLP.</summary>
    NormAfter,

    /// <summary>The layer norm before the classifier.</summary>
    FinalNorm,

    /// <summary>The classifier.</summary>
    Classifier,
}

/// <summary>How far an update moved a part of the model, heads and units matched.</summary>
/// <param name="Name">L4H8, L4 MLP, classifier, ...</param>
/// <param name="Kind">What it is.</param>
/// <param name="Layer">Of which block; null: of none.</param>
/// <param name="Weights">Relative norm of its weights' difference.</param>
/// <param name="Function">Relative norm of the difference in what it computes: the least over all ways to write the same function
/// down.</param>
public sealed record ComponentChange(string Name, ComponentKind Kind, int? Layer, double Weights, double Function)
{
    /// <summary>
    /// The smaller of the two: what is only written otherwise has not changed, nor has what only reads through another norm.
    /// </summary>
    public double Change => Math.Min(Weights, Function);
}

/// <summary>A tensor's difference, heads and units matched.</summary>
/// <param name="Name">In the original's words.</param>
/// <param name="Relative">|after - before| / |before|.</param>
public sealed record TensorChange(string Name, double Relative);

/// <summary>What an update did to the weights.</summary>
/// <param name="Components">Every part, the greatest change first.</param>
/// <param name="Tensors">Every tensor that both have, the greatest change first.</param>
/// <param name="Reordered">What was only put in another order, in words: the comparison follows it.</param>
/// <param name="NotComparable">What cannot be compared, and why, in words.</param>
public sealed record WeightChanges(
    IReadOnlyList<ComponentChange> Components, IReadOnlyList<TensorChange> Tensors, IReadOnlyList<string> Reordered,
    IReadOnlyList<string> NotComparable);
