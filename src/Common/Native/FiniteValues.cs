using static TorchSharp.torch;

namespace Claims.Common.Native;

/// <summary>Whether values are numbers, at the cost of adding them up once: a sum keeps what is infinite or no number.</summary>
internal static class FiniteValues
{
    /// <summary>Whether all of some tensors are; one answer is fetched from the device, however many they are.</summary>
    public static bool All(IReadOnlyCollection<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Tensor[] sums = [.. tensors.Where(tensor => tensor.is_floating_point()).Select(Sum)];
        if (sums.Length == 0 || double.IsFinite(stack(sums).sum().item<double>()))
            return true;
        // Finite values may add up to more than their type can hold.
        return tensors.All(tensor => tensor.isfinite().all().item<bool>());
    }

    /// <summary>
    /// Null where every value is a finite number; else how many are not and where the first is: "2 values that are no numbers (the first at
    /// [0, 3])".
    /// </summary>
    public static string? Fault(Tensor values)
    {
        if (All([values]))
            return null;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var broken = values.isfinite().logical_not();
        var (count, none) = (broken.sum().item<long>(), values.isnan().sum().item<long>());
        var place = Place(broken.flatten().to(uint8).argmax().item<long>(), values.shape);
        var kind = none == count ? "no number" : none == 0 ? "infinite" : "no finite number";
        return $"{count} {(count == 1 ? $"value that is {kind} (" : $"values that are {Plural(kind)} (the first ")}"
            + $"at [{string.Join(", ", place)}])";
    }

    private static string Plural(string kind) => kind.EndsWith("number", StringComparison.Ordinal) ? kind + "s" : kind;

    // Halves are added up in more: many of them leave their own range.
    private static Tensor Sum(Tensor tensor) => (tensor.dtype is ScalarType.Float16 or ScalarType.BFloat16
        ? tensor.sum(ScalarType.Float32) : tensor.sum()).to(float64);

    private static long[] Place(long index, long[] shape)
    {
        var place = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
            (index, place[d]) = Math.DivRem(index, shape[d]);
        return place;
    }
}
