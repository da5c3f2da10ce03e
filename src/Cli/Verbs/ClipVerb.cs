using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Claims.Alley;
using Claims.Model;
using Claims.Model.Checkpoints;
using Claims.Model.Video;
using Claims.Report;

namespace Claims.Cli.Verbs;

/// <summary><c>claims clip</c>: what a model sees of a clip.</summary>
internal static class ClipVerb
{
    private static readonly Argument<string> Source = new("FILE") { Description = "A video file, a folder of images, an animated GIF, or FILE.safetensors[#tensor]." };

    private static readonly Option<string?> Frames = new("--frames")
    {
        Description = "seeded:SEED[:RATE], uniform, or indices separated by commas. Default: seeded:42, as published; all frames of a tensor that has just enough.",
        HelpName = "WHICH",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "A checkpoint's folder or name: its config.json and preprocessor_config.json decide. Default: 32 frames of 224x224, preprocessed by the original library's defaults.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Write a contact sheet of the frames as the model sees them.", HelpName = "FILE.png" };
    private static readonly Option<bool> Grid = new("--grid") { Description = "Draw the tubelets' edges over the sheet's frames." };
    private static readonly Option<string?> Save = new("--save") { Description = "Write the model's input; the file is a clip again.", HelpName = "FILE.safetensors" };
    private static readonly Option<string?> Json = new("--json") { Description = "Write the facts as JSON.", HelpName = "FILE" };

    private static readonly Option<double> TimeLimit = new("--time-limit")
    {
        Description = "How long each run of ffmpeg may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => new ClipOptions().TimeLimit.TotalSeconds,
    };

    public static Command Create()
    {
        var command = new Command("clip", "Turn a clip into a model's input, and show which frames it sees.")
        {
            Source, Frames, Model, Sheet, Grid, Save, Json, TimeLimit,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (sheet, save, json) = (parsed.GetValue(Sheet), parsed.GetValue(Save), parsed.GetValue(Json));
        MustEndIn(".png", sheet, "--sheet");
        MustEndIn(".safetensors", save, "--save");
        if (parsed.GetValue(Grid) && sheet is null)
            throw new BadInputException("--grid draws on a sheet, and there is none.", remedy: "Give --sheet FILE.png too.", page: "video");
        var options = Options(parsed);
        var watch = Stopwatch.StartNew();
        using var clip = Clip.Open(parsed.GetRequiredValue(Source), options, cancellation);
        Print(clip, options, watch.Elapsed);
        if (sheet is not null)
            ContactSheet.Draw(clip, options, parsed.GetValue(Grid)).Write(sheet, cancellation);
        if (save is not null)
            SafetensorsWriter.Write(save, [("pixel_values", clip.PixelValues)], Metadata(clip));
        if (json is not null)
            JsonReport.Write(json, Facts(clip, options));
        foreach (var written in new[] { sheet, save, json }.OfType<string>())
            Console.WriteLine($"wrote   {written}");
        return CommandLine.AsExpected;
    }

    private static ClipOptions Options(ParseResult parsed)
    {
        var seconds = parsed.GetValue(TimeLimit);
        if (!(seconds is > 0 and < 1e6))
            throw new BadInputException($"--time-limit {seconds} is no number of seconds.", page: "video");
        var usual = parsed.GetRequiredValue(Source).StartsWith(AlleyClipId.Prefix, StringComparison.Ordinal) ? AlleyWorld.ClipOptions : new();
        return (parsed.GetValue(Model) is { } folder ? ClipOptions.ForModel(Models.Folder(folder)) : usual) with
        {
            Choice = parsed.GetValue(Frames) is { } text ? FrameChoice.Parse(text) : null,
            TimeLimit = TimeSpan.FromSeconds(seconds),
        };
    }

    private static void Print(Clip clip, ClipOptions options, TimeSpan time)
    {
        var info = clip.Info;
        string?[] facts =
        [
            info.Codec ?? info.Format, info.PixelFormat, $"{info.Width}x{info.Height}", info.Rotation == 0 ? null : $"turned by {info.Rotation} degrees",
            info.FrameRate is { } rate ? Text($"{rate:0.###} frames/s") : null, info.Seconds is { } seconds ? Text($"{seconds:0.###} s") : null,
            $"{info.Frames} frames ({info.FramesAre})", info.Decoder,
        ];
        Console.WriteLine($"source  {info.Source}");
        Console.WriteLine($"stream  {string.Join(", ", facts.OfType<string>())}");
        Console.WriteLine($"frames  --frames {clip.Choice?.ToString() ?? "(finished input: none to choose)"}");
        Console.WriteLine($"        {string.Join(',', clip.FrameIndices)}");
        Console.WriteLine($"input   float32 [{string.Join(", ", clip.Shape)}], values {Text($"{clip.Range.Least:0.####} to {clip.Range.Greatest:0.####}, made in {time.TotalSeconds:0.00} s")}");
        Console.WriteLine($"sha256  {clip.Hash}");
        if (options.Preprocessor.Mean is not null && options.Preprocessor is { Offset: true, RescaleFactor: > 0.007 })
            Console.WriteLine("note    this processor maps pixels to [-3, 1]: zeroed input is light grey, not black");
    }

    private static object Facts(Clip clip, ClipOptions options) => new
    {
        clip.Info,
        FrameChoice = clip.Choice?.ToString(),
        clip.FrameIndices,
        clip.Shape,
        PixelValuesSha256 = clip.Hash,
        Preprocessor = Facts(options.Preprocessor),
    };

    private static object Facts(Preprocessor with) => new
    {
        with.ShortestEdge,
        with.Size,
        with.Filter,
        with.Crop,
        with.RescaleFactor,
        with.Offset,
        with.Rule,
        Mean = with.Mean is { } mean ? new[] { mean.R, mean.G, mean.B } : null,
        Std = with.Mean is null ? null : new[] { with.Std.R, with.Std.G, with.Std.B },
    };

    private static Dictionary<string, string> Metadata(Clip clip) => new()
    {
        ["source"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(clip.Info.Source)),
        ["frames"] = clip.Choice?.ToString() ?? "all",
        ["frame_indices"] = string.Join(',', clip.FrameIndices),
        ["pixel_values_sha256"] = clip.Hash,
    };

    private static void MustEndIn(string extension, string? path, string option)
    {
        if (path?.EndsWith(extension, StringComparison.OrdinalIgnoreCase) == false)
            throw new BadInputException($"{option} writes a {extension} file.", path, $"Give it a name that ends in {extension}.", "video");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
