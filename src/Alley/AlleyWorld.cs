using Claims.Alley.Objects;
using Claims.Common;
using Claims.Video;
using Claims.Video.Preprocessing;

namespace Claims.Alley;

/// <summary>
/// A synthetic world of short clips: what happens in each, where, and how it ends is known. A clip is a pure function of its
/// <see cref="AlleyClipId"/>.
/// </summary>
public static class AlleyWorld
{
    /// <summary>Frames of a clip.</summary>
    public const int Frames = 16;

    /// <summary>Rows of a frame.</summary>
    public const int Height = 64;

    /// <summary>Columns of a frame.</summary>
    public const int Width = 64;

    /// <summary>The classes' names, by <see cref="AlleyAction"/>'s value.</summary>
    public static IReadOnlyList<string> Labels { get; } = [.. AlleyWords.Actions.Select(AlleyWords.Word)];

    /// <summary>
    /// What makes a model's input of a frame: pixel / 127.5 - 1. Frames of a film are made as large as the world's first, which are left as
    /// they are.
    /// </summary>
    public static Preprocessor Preprocessor { get; } =
        new() { ShortestEdge = Height, Crop = new(Height, Width), RescaleFactor = 1 / 127.5, Offset = true, Mean = null };

    /// <summary>How a clip is read for a model of this world.</summary>
    public static ClipOptions ClipOptions { get; } =
        new() { Frames = Frames, ImageSize = Height, Tubelet = (2, 16, 16), Preprocessor = Preprocessor, Readers = [AlleyReader.Reader] };

    /// <summary>Renders a clip.</summary>
    /// <param name="id">Which.</param>
    /// <param name="view">How it is taken; null: as the model of this world sees it.</param>
    /// <exception cref="BadInputException">There is no such clip, or it cannot be taken so.</exception>
    public static AlleyClip Render(AlleyClipId id, AlleyView? view = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        view ??= new();
        var film = Film.Of(id, view);
        var rgb = new byte[view.Frames * film.FrameLength];
        var truth = film.Render(rgb);
        return new(id, film, view, rgb, truth);
    }
}
