using System.CommandLine;
using System.Globalization;
using Claims.Common;
using Claims.Video;
using Claims.Video.Sampling;

namespace Claims.Cli.Choices;

/// <summary><c>--frames</c>, <c>--stream</c> and <c>--time-limit</c>: the same wherever clips are read.</summary>
internal sealed class ClipChoice
{
    private readonly Option<string?> _frames = new("--frames")
    {
        Description =
            "which frames a model sees: seeded:SEED[:RATE], uniform, or indices separated by commas. Default: seeded:42, as published; all "
                + "frames of a tensor that has just enough",
        HelpName = "WHICH",
    };

    private readonly Option<int?> _stream = new("--stream")
    {
        Description = "which stream of a video file, as ffprobe numbers them. Default: its default or longest one with more than a picture",
        HelpName = "N",
    };

    private readonly Option<double?> _timeLimit = new("--time-limit")
    {
        Description = string.Create(CultureInfo.InvariantCulture,
            $"how long each run of ffmpeg may take (default: {new ClipOptions().TimeLimit.TotalSeconds})"),
        HelpName = "SECONDS",
    };

    private IEnumerable<Option> All => [_frames, _stream, _timeLimit];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <exception cref="BadInputException">One of them cannot be meant.</exception>
    public ClipReading Read(ParseResult parsed)
    {
        var seconds = parsed.GetValue(_timeLimit);
        if (seconds is not (null or > 0 and < 1e6))
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--time-limit {seconds} is no number of seconds."),
                remedy: "Give more than 0 and less than 1,000,000.", page: "video");
        if (parsed.GetValue(_stream) is < 0 and var stream)
            throw new BadInputException($"--stream {stream} is no stream's number.", remedy: "Streams count from 0.", page: "video");
        return new()
        {
            Choice = parsed.GetValue(_frames) is { } text ? FrameChoice.Parse(text) : null,
            Stream = parsed.GetValue(_stream),
            TimeLimit = seconds is { } limit ? TimeSpan.FromSeconds(limit) : null,
            Readers = ClipSources.Readers,
        };
    }

    /// <summary>What decides the numbers, as it was given: for "how to rerun".</summary>
    public IEnumerable<string> Given(ParseResult parsed)
    {
        if (parsed.GetValue(_frames) is { } frames)
            yield return $"--frames {frames}";
        if (parsed.GetValue(_stream) is { } stream)
            yield return string.Create(CultureInfo.InvariantCulture, $"--stream {stream}");
    }
}
