namespace Claims.Measurements.Arrays;

/// <summary>One axis of an array of numbers: what it counts, and what each place on it is called.</summary>
/// <param name="Name">What it counts: layer, head, token, class, ...</param>
/// <param name="Labels">A name per place, in order.</param>
public sealed record Axis(string Name, IReadOnlyList<string> Labels)
{
    /// <summary>An axis whose places are called 0, 1, 2, ...</summary>
    public static Axis Counting(string name, int length) => new(name, [.. Enumerable.Range(0, length).Select(i => i.ToString())]);
}

/// <summary>Numbers with named axes, row-major: the last axis varies fastest. No axis: one number.</summary>
public sealed record Numbers
{
    /// <param name="name">What was measured.</param>
    /// <param name="unit">Its unit: logit, %, nats, probability, ...</param>
    /// <param name="axes">Outermost first.</param>
    /// <param name="values">As many as the axes' lengths multiply to.</param>
    /// <exception cref="ArgumentException">The values do not fill the axes.</exception>
    public Numbers(string name, string unit, IReadOnlyList<Axis> axes, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(values);
        if (axes.Aggregate(1, (product, axis) => product * axis.Labels.Count) != values.Count)
            throw new ArgumentException($"{name}: {values.Count} values do not fill "
                + $"[{string.Join(", ", axes.Select(axis => $"{axis.Name} {axis.Labels.Count}"))}].", nameof(values));
        (Name, Unit, Axes, Values) = (name, unit, axes, values);
    }

    /// <summary>What was measured.</summary>
    public string Name { get; }

    /// <summary>Its unit.</summary>
    public string Unit { get; }

    /// <summary>Outermost first.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>Row-major.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>
    /// The number at a place by its axes' labels: <c>numbers.At(("layer", "4"), ("component", "MLP"))</c>; every axis is named once.
    /// </summary>
    /// <exception cref="ArgumentException">An axis is missing or is none of these, or has no place of that name.</exception>
    public double At(params (string Axis, string Label)[] place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var part = place.Aggregate(this, (rest, one) => rest.Row(one.Axis, one.Label));
        return part.Axes.Count == 0 ? part.Values[0]
            : throw new ArgumentException($"{Name} has the axes {Named(Axes)}; nothing was said of {Named(part.Axes)}.", nameof(place));
    }

    /// <summary>The number of a layer's component: <c>numbers.At(layer: 4, component: "MLP")</c>.</summary>
    public double At(int layer, string component) => At(("layer", $"{layer}"), ("component", component));

    /// <summary>The number of a head.</summary>
    public double At(int layer, int head) => At(("layer", $"{layer}"), ("head", $"{head}"));

    /// <summary>What lies at one place of an axis: an array without it.</summary>
    /// <param name="axis">The axis's name.</param>
    /// <param name="label">The place's.</param>
    /// <exception cref="ArgumentException">There is no such axis or place; the message lists those there are.</exception>
    public Numbers Row(string axis, string label)
    {
        var at = Axes.Select(one => one.Name).ToList().IndexOf(axis);
        if (at < 0)
            throw new ArgumentException($"{Name} has no axis \"{axis}\"; it has {Named(Axes)}.", nameof(axis));
        var place = Axes[at].Labels.ToList().IndexOf(label);
        if (place < 0)
            throw new ArgumentException($"The axis {axis} of {Name} has no \"{label}\"; it has "
                + $"{string.Join(", ", Axes[at].Labels.Take(5))}{(Axes[at].Labels.Count > 5 ? ", ..." : "")}.", nameof(label));
        var (inner, length) = (Axes.Skip(at + 1).Aggregate(1, (product, one) => product * one.Labels.Count), Axes[at].Labels.Count);
        var values = Enumerable.Range(0, Values.Count / (length * inner))
            .SelectMany(outer => Values.Skip((outer * length + place) * inner).Take(inner));
        return new Numbers(Name, Unit, [.. Axes.Where((_, i) => i != at)], [.. values]);
    }

    /// <summary>The same by a place that is a number.</summary>
    /// <inheritdoc cref="Row(string, string)"/>
    public Numbers Row(string axis, int label) => Row(axis, $"{label}");

    /// <summary>The number at a place, an index per axis.</summary>
    public double this[params int[] place]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(place);
            if (place.Length != Axes.Count)
                throw new ArgumentException($"{Name} has {Axes.Count} axes; {place.Length} indices were given.", nameof(place));
            var at = 0;
            for (var i = 0; i < place.Length; i++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(place[i]);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place[i], Axes[i].Labels.Count);
                at = at * Axes[i].Labels.Count + place[i];
            }
            return Values[at];
        }
    }

    private static string Named(IReadOnlyList<Axis> axes) => string.Join(", ", axes.Select(axis => $"\"{axis.Name}\""));
}
