using System.Globalization;
using System.Text.RegularExpressions;

namespace Claims.Video.Evidence;

/// <summary>
/// What ffmpeg says while it decodes, taken line by line: a long film's log is never held. What it means for the clip,
/// <see cref="DamageRule"/> decides, once it is known which stream is read.
/// </summary>
internal sealed partial class DecodingLog
{
    // More kinds of complaints than any one file gives rise to.
    private const int MostKinds = 200;
    private const string Overflow = "further complaints";

    private readonly Dictionary<(string Component, string Text), Complaint> _complaints = [];
    private readonly HashSet<(int Stream, string Dts)> _doubted = [];
    private int _packets;

    /// <summary>Errors, and what tells of frames that are lost, mended or missing, in the order of their first saying.</summary>
    public IReadOnlyCollection<Complaint> Complaints => _complaints.Values;

    /// <summary>Whether a packet came that the container could not vouch for.</summary>
    public bool PacketInDoubt { get; private set; }

    /// <summary>The packet with the first H.264 picture that needs no other before it; null where none came, or that is not told.</summary>
    public int? FirstWholePicture { get; private set; }

    /// <summary>Whether the program does not know an option by the name that was used.</summary>
    public bool UnknownOption { get; private set; }

    /// <summary>Whether the picture changed its size or pixel format within the stream.</summary>
    public bool PictureChanged { get; private set; }

    /// <summary>The last warning: why a program gave up, where it names no error.</summary>
    public string? LastWarning { get; private set; }

    /// <summary>When, in ffmpeg's units, packets of a stream came that the container could not vouch for.</summary>
    public IEnumerable<string> DoubtedPackets(int stream) => _doubted.Where(one => one.Stream == stream).Select(one => one.Dts);

    /// <summary>Takes a line.</summary>
    public void Heed(string text)
    {
        var line = LogLine.Parse(text);
        if (line.Level == "info" && line.Text.StartsWith("demuxer -> ", StringComparison.Ordinal))
            _packets += line.Text.Contains("type:video", StringComparison.Ordinal) ? 1 : 0;
        else if (line.Level == "debug" && line.Text.StartsWith("nal_unit_type: 5(", StringComparison.Ordinal))
            FirstWholePicture ??= _packets > 0 ? _packets : null;
        else if (InDoubt().IsMatch(line.Text))
            PacketInDoubt = true;
        else if (line.IsError || Complaint.TellsOfFrames(line))
            Note(line);
        UnknownOption |= line.Text.Contains("Unrecognized option", StringComparison.Ordinal);
        PictureChanged |= line.Text.Contains("Changing video frame properties on the fly", StringComparison.Ordinal);
        if (line.Level == "warning")
            LastWarning = line.Text;
        if (Doubted().Match(line.Text) is { Success: true } doubted)
            _doubted.Add((int.Parse(doubted.Groups[1].ValueSpan, CultureInfo.InvariantCulture), doubted.Groups[2].Value));
    }

    // Lines that differ in their numbers are the same complaint.
    private void Note(LogLine line)
    {
        var key = (line.Component, Numbers().Replace(line.Text, "#"));
        if (!_complaints.ContainsKey(key) && _complaints.Count >= MostKinds)
            (line, key) = (line with { Text = Overflow }, (line.Component, Overflow));
        if (!_complaints.TryGetValue(key, out var complaint))
            _complaints.Add(key, complaint = new(line));
        (complaint.Count, complaint.LastPacket) = (complaint.Count + 1, _packets);
    }

    [GeneratedRegex("corrupt input packet in stream [0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex InDoubt();

    [GeneratedRegex(@"^Packet corrupt \(stream = ([0-9]{1,9}), dts = (\S+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Doubted();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
