namespace Claims.Model.Parity;

/// <summary>How far one recorded tensor is from the model's own.</summary>
/// <param name="Name">Its name in the reference file.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="MaxAbsolute">The greatest absolute difference.</param>
/// <param name="Relative">Frobenius norm of the difference over that of the reference (over 1 where the reference is zero).</param>
/// <param name="Within">Whether both are within the tolerance.</param>
public sealed record ParityRow(string Name, IReadOnlyList<long> Shape, double MaxAbsolute, double Relative, bool Within);
