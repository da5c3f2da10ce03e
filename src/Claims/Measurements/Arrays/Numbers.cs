namespace Claims.Measurements.Arrays;

/// <summary>One axis of an array of numbers: what it counts, and what each place on it is called.</summary>
/// <param name="Name">What it counts: layer, head, token, class, ...</param>
/// <param name="Labels">A name a place, in order.</param>
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
            throw new ArgumentException($"{name}: {values.Count} values do not fill [{string.Join(", ", axes.Select(axis => $"{axis.Name} {axis.Labels.Count}"))}].", nameof(values));
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

    /// <summary>The number at a place, an index an axis.</summary>
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
}
