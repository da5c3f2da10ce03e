using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Claims.Alley;
using Claims.Checkpoints.Safetensors;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Json;
using Claims.Model;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;
using Claims.Video.Sheets;

namespace Claims.Cli.ClipCommand;

/// <summary><c>claims clip</c>: what a model sees of a clip.</summary>
internal static class ClipVerb
{
    private const int MostObjects = 12;

    private static readonly Argument<string[]> Sources = new("FILE")
    {
        Description =
            "A video file, a folder of images, an animated GIF, FILE.safetensors[#tensor], FILE.npy, FILE.pt[#tensor], or "
                + "alley:SEED[:WORD]. Several share a --sheet.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly ClipChoice Reading = new();

    private static readonly Option<string?> Model = new("--model")
    {
        Description =
            "A checkpoint's folder or name: its config.json and preprocessor_config.json decide. Default: 32 frames of 224x224, "
                + "preprocessed by the original library's defaults.",
        HelpName = "DIR",
    };

    private static readonly OutputFile Sheet =
        new("--sheet", "Write a contact sheet of the frames as the model sees them.") { HelpName = "FILE.png", MayBeStandard = false };
    private static readonly Option<bool> Grid = new("--grid") { Description = "Draw the tubelets' edges over the sheet's frames." };
    private static readonly Option<bool> Objects = new("--objects") { Description = "Draw boxes round what is known to be where." };
    private static readonly OutputFile Export =
        new("--export", "Write the frames as the model sees them as a film: FILE.mp4 or FILE.gif.") { MayBeStandard = false };
    private static readonly OutputFile Save =
        new("--save", "Write the model's input; the file is a clip again.") { HelpName = "FILE.safetensors", MayBeStandard = false };
    private static readonly OutputFile Json = new("--json", "Write the facts as JSON.");

    public static Command Create()
    {
        var command = new Command("clip", "Turn a clip into a model's input, and show which frames it sees.")
        {
            Sources, Model, Sheet, Grid, Objects, Export, Save, Json,
        };
        Reading.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (sheet, sources) = (parsed.GetValue(Sheet), parsed.GetRequiredValue(Sources));
        Check(parsed, sheet, sources.Length);
        var sheets = new List<ContactSheet>();
        foreach (var source in sources)
        {
            var options = Options(parsed, source);
            var watch = Stopwatch.StartNew();
            using var clip = Clip.Open(source, options, cancellation);
            Print(clip, options, watch.Elapsed);
            if (sheet is not null)
                sheets.Add(ContactSheet.Draw(clip, options, parsed.GetValue(Grid), parsed.GetValue(Objects)));
            Write(parsed, clip, options, cancellation);
        }
        if (sheet is not null)
        {
            ContactSheet.Stack(sheets).Write(sheet, cancellation);
            Screen.Field("wrote   ", sheet);
        }
        return ExitCode.AsExpected;
    }

    // Before anything is read.
    private static void Check(ParseResult parsed, string? sheet, int sources)
    {
        MustEndIn([".png"], sheet, "--sheet");
        MustEndIn([".safetensors"], parsed.GetValue(Save), "--save");
        MustEndIn(ClipMovie.Extensions, parsed.GetValue(Export), "--export");
        if (sheet is null && (parsed.GetValue(Grid) ? "--grid" : parsed.GetValue(Objects) ? "--objects" : null) is { } drawn)
            throw new BadInputException($"{drawn} draws on a sheet, and there is none.", remedy: "Give --sheet FILE.png too.",
                page: "video");
        if (sources > 1 && (parsed.GetValue(Save) ?? parsed.GetValue(Json) ?? parsed.GetValue(Export)) is { } one)
            throw new BadInputException($"holds one clip, and there are {sources}.", one, "Only a --sheet holds several.", "video");
    }

    private static void Write(ParseResult parsed, Clip clip, ClipOptions options, CancellationToken cancellation)
    {
        var (save, json, export) = (parsed.GetValue(Save), parsed.GetValue(Json), parsed.GetValue(Export));
        if (save is not null)
            SafetensorsWriter.Write(save, [("pixel_values", clip.PixelValues)], Metadata(clip));
        if (json is not null)
            JsonReport.Write(json, Facts(clip, options));
        if (export is not null)
            ClipMovie.Write(clip, options, export, cancellation: cancellation);
        foreach (var written in new[] { save, json, export }.OfType<string>())
            Screen.Field("wrote   ", written);
    }

    private static ClipOptions Options(ParseResult parsed, string source)
    {
        var usual = source.StartsWith(AlleyClipId.Prefix, StringComparison.Ordinal) ? AlleyWorld.ClipOptions : new();
        return Reading.Read(parsed).Of(parsed.GetValue(Model) is { } folder ? VideoModel.ClipsOf(Models.Folder(folder)) : usual);
    }

    private static void Print(Clip clip, ClipOptions options, TimeSpan time)
    {
        var info = clip.Info;
        string?[] facts =
        [
            info.Codec ?? info.Format, info.PixelFormat, $"{info.Width}x{info.Height}", info.Rotation == 0 ? null
                : $"turned by {info.Rotation} degrees",
            info.FrameRate is { } rate ? Text($"{rate:0.###} frames/s") : null, info.Seconds is { } seconds ? Text($"{seconds:0.###} s")
                : null,
            $"{info.Frames} frames ({info.FramesAre})", info.Decoder,
        ];
        Screen.Field("source  ", info.Source);
        Screen.Field("stream  ", string.Join(", ", facts.OfType<string>()));
        Screen.Field("frames  ", $"--frames {clip.Choice?.ToString() ?? "(finished input: none to choose)"}");
        Screen.Field("        ", string.Join(',', clip.FrameIndices));
        Screen.Field("input   ", $"float32 [{string.Join(", ", clip.Shape)}], values "
            + $"{Text($"{clip.Range.Least:0.####} to {clip.Range.Greatest:0.####}, made in {time.TotalSeconds:0.00} s")}");
        Screen.Field("sha256  ", clip.Hash);
        if (clip.Annotations.Count > 0)
            Screen.Field("objects ", string.Join(", ", clip.Annotations.Take(MostObjects).Select(Seen))
                + (clip.Annotations.Count > MostObjects ? $" and {clip.Annotations.Count - MostObjects} more" : ""));
        foreach (var note in info.Notes)
            Screen.Field("note    ", note);
        if (options.Preprocessor.Mean is not null && options.Preprocessor is { Offset: true, RescaleFactor: > 0.007 })
            Screen.Field("note    ", "this processor maps pixels to [-3, 1]: zeroed input is light grey, not black");
    }

    private static string Seen(Annotation item)
    {
        var frames = item.Boxes.Count(box => box is not null);
        return frames == item.Boxes.Count ? item.Name : $"{item.Name} (in {frames} of {item.Boxes.Count} frames)";
    }

    private static object Facts(Clip clip, ClipOptions options) => new
    {
        clip.Info,
        FrameChoice = clip.Choice?.ToString(),
        clip.FrameIndices,
        clip.Shape,
        PixelValuesSha256 = clip.Hash,
        Objects =
            clip.Annotations.ToDictionary(item => item.Name, item =>
                item.Boxes.Select(box => box is { } b ? new[] { b.Left, b.Top, b.Right, b.Bottom } : null)),
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

    private static void MustEndIn(IReadOnlyList<string> extensions, string? path, string option)
    {
        var named = string.Join(" or ", extensions);
        if (path is not null && !extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            throw new BadInputException($"{option} writes a {named} file.", path, $"Give it a name that ends in {named}.", "video");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
