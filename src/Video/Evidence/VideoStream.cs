namespace Claims.Video.Evidence;

/// <summary>A stream of pictures in a file, as its container describes it, with its packets looked at one by one.</summary>
/// <param name="Index">Its number in the file, among streams of every kind: what <c>--stream</c> takes.</param>
/// <param name="Codec">ffmpeg's name.</param>
/// <param name="Container">The demuxer, by ffmpeg's name.</param>
internal sealed record VideoStream(int Index, string Codec, string Container)
{
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Frames as the container states them; 0 where it does not.</summary>
    public int Stated { get; init; }

    /// <summary>Whether the file marks it as the one to show.</summary>
    public bool IsDefault { get; init; }

    /// <summary>From its first packet to its last, in seconds.</summary>
    public double Span { get; init; }

    /// <summary>All of its packets.</summary>
    public int Packets { get; init; }

    /// <summary>Packets that are to be shown: an edit list discards the others.</summary>
    public int Shown { get; init; }

    /// <summary>Numbers of the first two packets that begin with a picture of their own, from 0; those that are not there: -1.</summary>
    public (int First, int Second) Keys { get; init; } = (-1, -1);

    /// <summary>
    /// Whether every packet that the container could not vouch for is the last before a picture of its own: so it is where two recordings
    /// were joined, and what is missing lies between them.
    /// </summary>
    public bool DoubtsAreJoins { get; init; } = true;

    /// <summary>A poster is a film of one frame.</summary>
    public bool Moves => Packets > 1;

    /// <summary>"stream 1 (h264, 64x64, 100 packets)".</summary>
    public override string ToString() => $"stream {Index} ({Codec}, {Width}x{Height}, {Packets} {(Packets == 1 ? "packet" : "packets")})";
}
