using Claims.Checkpoints.Folders;

namespace Claims.Model;

/// <summary>A tensor that a checkpoint of an architecture has.</summary>
/// <param name="Name">As the original library writes it now.</param>
/// <param name="Shape">Its shape in the file.</param>
public sealed record ExpectedTensor(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>Other names for it, of other releases and other libraries.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>
    /// What a checkpoint calls each of some tensors, by <see cref="Name"/>; and that it has them all, in their shapes, and no others.
    /// </summary>
    /// <exception cref="Claims.Checkpoints.WeightsException">One error that names all that differ.</exception>
    internal static IReadOnlyDictionary<string, string> NamesIn(CheckpointFolder checkpoint, IReadOnlyList<ExpectedTensor> expected)
    {
        var names = expected.ToDictionary(tensor => tensor.Name, tensor => tensor.Spellings.Prepend(tensor.Name)
            .FirstOrDefault(checkpoint.Tensors.ContainsKey) ?? tensor.Name);
        checkpoint.MustMatch(expected.ToDictionary(tensor => names[tensor.Name], tensor => tensor.Shape.ToArray()));
        return names;
    }
}
