namespace Claims.Cli.Output;

/// <summary>A column of a table, and what may be done to it where a screen is narrow.</summary>
internal sealed record TextColumn
{
    private TextColumn(string header) => Header = header;

    /// <summary>What stands above it.</summary>
    public string Header { get; }

    /// <summary>Says which row it is: never broken, and there again with every block of columns.</summary>
    public bool IsKey { get; private init; }

    /// <summary>May go on in further lines, between words.</summary>
    public bool Wraps { get; private init; }

    /// <summary>Flush right.</summary>
    public bool Right { get; private init; }

    /// <summary>What says which row it is: a claim's id, a tensor's name, a layer.</summary>
    public static TextColumn Key(string header) => new(header) { IsKey = true };

    /// <summary>Texts that may be broken between words.</summary>
    public static TextColumn Text(string header) => new(header) { Wraps = true };

    /// <summary>Numbers, flush right, each in one piece.</summary>
    public static TextColumn Number(string header) => new(header) { Right = true };

    /// <summary>Pieces that mean nothing when they are broken, such as bars.</summary>
    public static TextColumn Whole(string header) => new(header);

    /// <summary>Texts that may be broken between words.</summary>
    public static implicit operator TextColumn(string header) => Text(header);
}
