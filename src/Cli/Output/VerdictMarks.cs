using Claims.Report;
using Claims.Verdicts;
using Spectre.Console;

namespace Claims.Cli.Output;

/// <summary>
/// How a verdict looks on a screen. Its colour and its shape say which verdict it is, never whether it was expected; that has a mark of its
/// own. Words stand beside both, and alone where there are no colours and no shapes.
/// </summary>
internal static class VerdictMarks
{
    /// <summary>The verdict's colour; none where the screen has none.</summary>
    public static Style StyleOf(Verdict verdict, Display? display = null) => (display ?? Screen.Display).Colours
        ? verdict switch
        {
            Verdict.Holds => new Style(Color.Green),
            Verdict.Refuted => new Style(Color.Red),
            Verdict.Inconclusive => new Style(Color.Yellow),
            Verdict.Error => new Style(Color.Fuchsia),
            _ => new Style(Color.Grey),
        }
        : Style.Plain;

    /// <summary>The verdict's shape; empty where the output is no terminal, or has no more than ASCII.</summary>
    public static string ShapeOf(Verdict verdict, Display? display = null) => !HasShapes(display ?? Screen.Display) ? ""
        : verdict switch
        {
            Verdict.Holds => "●",
            Verdict.Refuted => "✗",
            Verdict.Inconclusive => "○",
            Verdict.Error => "!",
            _ => "·",
        };

    /// <summary>The verdict with its colour and its shape: <c>● Holds</c>.</summary>
    /// <param name="verdict">Which.</param>
    /// <param name="text">What is said of it; null: its name.</param>
    /// <param name="display">What can be shown; null: what the screen can.</param>
    public static TextCell Of(Verdict verdict, string? text = null, Display? display = null) =>
        new(($"{ShapeOf(verdict, display)}{TextCell.Together}{text ?? VerdictText.Of(verdict)}".TrimStart(), StyleOf(verdict, display)));

    /// <summary>Whether a verdict is the expected one: <c>=</c> or <c>≠</c>; in words where there are no shapes.</summary>
    public static TextCell OfExpected(bool asExpected, Display? display = null) => HasShapes(display ?? Screen.Display)
        ? asExpected ? "=" : "≠"
        : asExpected ? "as expected" : "not as expected";

    private static bool HasShapes(Display display) => display is { Width: not null, Unicode: true };
}
