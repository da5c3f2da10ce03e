namespace Claims.Video.Decoding;

/// <summary>The packets of one stream, as they pass: a long film's are never held.</summary>
internal sealed class PacketTally
{
    // More joins than any recording has.
    private const int MostKeys = 1_000_000;

    private readonly HashSet<string> _beforeKeys = [];
    private double _first = double.PositiveInfinity, _last = double.NegativeInfinity;
    private string? _before;
    private bool _doubt, _broken;

    /// <summary>All of them.</summary>
    public int Packets { get; private set; }

    /// <summary>Those that are to be shown.</summary>
    public int Shown { get; private set; }

    /// <summary>Numbers of the first two that begin with a picture of their own; -1 for one that is not there.</summary>
    public (int First, int Second) Keys { get; private set; } = (-1, -1);

    /// <summary>Seconds from the first to the last.</summary>
    public double Span => Math.Max(0, _last - _first);

    /// <summary>Takes ffprobe's line of a packet.</summary>
    public void Add(ProbeLine packet)
    {
        var flags = packet.Text("flags") ?? "";
        var key = flags.StartsWith('K');
        if (key)
            Keys = Keys.First < 0 ? (Packets, -1) : Keys.Second < 0 ? (Keys.First, Packets) : Keys;
        if (key && _before is not null && _beforeKeys.Count < MostKeys)
            _beforeKeys.Add(_before);
        // Since version 6 a third flag, C, says what only the log did before.
        _broken |= _doubt && !key;
        _doubt = flags.Contains('C', StringComparison.Ordinal);
        Packets++;
        Shown += flags.Contains('D', StringComparison.Ordinal) ? 0 : 1;
        _before = packet.Text("dts");
        var seconds = packet.Real("dts_time");
        (_first, _last) = (Math.Min(_first, seconds ?? _first), Math.Max(_last, seconds ?? _last));
    }

    /// <summary>Whether each packet in doubt is the last before a picture of its own.</summary>
    /// <param name="doubted">When packets came that the container's log doubts.</param>
    public bool AreJoins(IEnumerable<string> doubted) => !_broken && !_doubt && doubted.All(_beforeKeys.Contains);
}
