using Spectre.Console;
using Spectre.Console.Rendering;

namespace Claims.Cli.Output;

/// <summary>Lines that are drawn as they are, whatever the screen's width.</summary>
// Spectre's paragraph breaks lines, and its canvas has no text beside it.
internal sealed class StyledLines(IReadOnlyList<IReadOnlyList<Segment>> lines) : Renderable
{
    /// <summary>The lines without colours.</summary>
    public IReadOnlyList<string> Texts => [.. lines.Select(line => string.Concat(line.Select(segment => segment.Text)))];

    /// <inheritdoc/>
    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = Texts.Select(line => line.GetCellWidth()).DefaultIfEmpty(0).Max();
        return new Measurement(width, width);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        lines.SelectMany(line => line.Append(Segment.LineBreak));
}
