namespace Claims.Video.Evidence;

/// <summary>Something that ffmpeg said of a file, as often as it said it with other numbers in it.</summary>
/// <param name="First">The first of these lines.</param>
internal sealed record Complaint(LogLine First)
{
    /// <summary>How many lines.</summary>
    public int Count { get; set; }

    /// <summary>How many packets had been read when it was last said; 0 where that is not told.</summary>
    public int LastPacket { get; set; }

    /// <summary>The decoder gave a frame up.</summary>
    public bool IsOfALostFrame => IsLost(First.Text);

    /// <summary>A frame came out that the decoder itself takes for wrong, or has mended with made-up pixels.</summary>
    public bool IsOfAMendedFrame => IsMended(First.Text);

    /// <summary>H.264 frames are missing, and the decoder made some up to go on counting.</summary>
    public bool IsOfAGap => IsGap(First.Text);

    /// <summary>Whether a line that may be no error tells what became of frames.</summary>
    public static bool TellsOfFrames(LogLine line) => IsLost(line.Text) || IsMended(line.Text) || IsGap(line.Text);

    /// <summary>What was said, and how often.</summary>
    public override string ToString() => Count == 1 ? First.Text : $"{First.Text} ({Count} times)";

    // By the names of releases 4 to 6, and by those of 7.
    private static bool IsLost(string text) => text.StartsWith("Error while decoding stream", StringComparison.Ordinal)
        || text.StartsWith("Error submitting packet to decoder", StringComparison.Ordinal);

    private static bool IsMended(string text) => text.Contains("concealing", StringComparison.OrdinalIgnoreCase)
        || text.Contains("corrupt decoded frame", StringComparison.Ordinal);

    private static bool IsGap(string text) => text.StartsWith("Frame num gap", StringComparison.Ordinal);
}
