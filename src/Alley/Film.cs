using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;
using Claims.Alley.Scenes;
using Claims.Video.Frames;

namespace Claims.Alley;

/// <summary>One clip being rendered: what stays is drawn once, what moves in each frame, then light and noise.</summary>
internal sealed class Film
{
    private readonly AlleyView _view;
    private readonly IActing _acting;
    private readonly Canvas _still, _canvas;
    private readonly Dictionary<AlleyObject, PixelSpan> _stillObjects = [];
    private readonly Light _light;
    private readonly ulong _noise;

    private Film(long seed, AlleyAction action, Outcome outcome, AlleyView view)
    {
        (Action, Outcome, Scene, _view) = (action, outcome, AlleyScene.Of(seed), view);
        _acting = Actions.In(action, Scene);
        (_still, _canvas) = (new(view.Size), new(view.Size));
        var sketch = new Sketch(Scene, view.Size);
        sketch.Backdrop();
        _acting.Still(sketch);
        Draw(_still, sketch.Shapes, _stillObjects);
        _light = new(view.Light ? Scene : null, view.Size);
        _noise = Streams.Key(seed, Streams.Noise);
    }

    public AlleyAction Action { get; }

    public Outcome Outcome { get; }

    public AlleyScene Scene { get; }

    /// <summary>Bytes of a frame.</summary>
    public int FrameLength => _view.Size * _view.Size * 3;

    public static Film Of(AlleyClipId id, AlleyView view)
    {
        view.Check();
        var resolved = id.Resolve();
        return new(resolved.Seed, resolved.Action!.Value, resolved.Outcome!.Value, view);
    }

    /// <param name="rgb">Takes [T, H, W, 3].</param>
    public AlleyTruth Render(Span<byte> rgb)
    {
        var boxes = new Dictionary<AlleyObject, PixelBox?[]>();
        for (var t = 0; t < _view.Frames; t++)
        {
            var items = new Dictionary<AlleyObject, PixelSpan>(_stillObjects);
            Frame(t, Moving(t, Outcome), rgb.Slice(t * FrameLength, FrameLength), items);
            foreach (var (item, span) in items.Where(pair => pair.Key != AlleyObject.Scenery && !pair.Value.IsEmpty))
            {
                if (!boxes.TryGetValue(item, out var track))
                    boxes.Add(item, track = new PixelBox?[_view.Frames]);
                track[t] = new(span.Left, span.Top, span.Right, span.Bottom);
            }
        }
        return new(boxes.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<PixelBox?>)pair.Value));
    }

    /// <summary>The first frame in which the outcomes differ by a pixel.</summary>
    public int? PartsAt()
    {
        if (Outcome == Outcome.None)
            return null;
        var (one, other) = (new byte[FrameLength], new byte[FrameLength]);
        for (var t = 0; t < _view.Frames; t++)
        {
            var (success, failure) = (Moving(t, Outcome.Success), Moving(t, Outcome.Failure));
            if (success.SequenceEqual(failure))
                continue;
            Frame(t, success, one, []);
            Frame(t, failure, other, []);
            if (!one.AsSpan().SequenceEqual(other))
                return t;
        }
        return null;
    }

    private List<Shape> Moving(int t, Outcome outcome)
    {
        var sketch = new Sketch(Scene, _view.Size);
        _acting.Moving(sketch, (int)(16000L * t / _view.Frames), outcome);
        return sketch.Shapes;
    }

    private void Frame(int t, List<Shape> moving, Span<byte> rgb, Dictionary<AlleyObject, PixelSpan> items)
    {
        _still.Rgb.CopyTo(_canvas.Rgb, 0);
        Draw(_canvas, moving, items);
        _light.Shine(_canvas.Rgb, rgb);
        if (_view.Noise && Scene.Noise > 0)
            Noise.Add(rgb, _noise, t, Scene.Noise);
    }

    private void Draw(Canvas canvas, List<Shape> shapes, Dictionary<AlleyObject, PixelSpan> items)
    {
        foreach (var shape in shapes)
        {
            if (shape.Part == _view.Without)
                continue;
            var span = canvas.Fill(shape);
            items[shape.Part] = items.TryGetValue(shape.Part, out var before) ? before.With(span) : span;
        }
    }
}
