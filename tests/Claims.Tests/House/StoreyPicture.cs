using System.Globalization;
using System.Net;
using System.Text;

namespace Claims.Tests.House;

/// <summary>docs/architecture.svg, drawn from the list that the test keeps: top storey first, one box per namespace.</summary>
internal static class StoreyPicture
{
    private const int Width = 1180, Margin = 150, Line = 22, Gap = 6, Inner = Width - Margin - 10;

    private static readonly (string Project, string Prefix, string Colour)[] Projects =
    [
        ("Cli", "Claims.Cli", "#e8e1f5"), ("Assertions", "Claims.Assertions", "#f5e1ee"), ("Alley", "Claims.Alley", "#e1f0f5"),
        ("Model", "Claims.Model", "#fdeeda"), ("Video", "Claims.Video", "#e3f2df"), ("Checkpoints", "Claims.Checkpoints", "#f3f0d5"),
        ("Common", "Claims.Common", "#e6e6e6"), ("Claims", "Claims", "#dde8fb"),
    ];

    public static string Draw()
    {
        var body = new StringBuilder();
        var (y, last) = (8, "");
        foreach (var storey in Storeys.FromTheGroundUp.Reverse())
        {
            var (project, prefix, colour) =
                Projects.First(one => storey[0] == one.Prefix || storey[0].StartsWith(one.Prefix + ".", StringComparison.Ordinal));
            if (project != last)
            {
                y += last.Length == 0 ? 0 : 10;
                Text(body, 8, y + 15, "src/" + project, bold: true);
                last = project;
            }
            foreach (var row in storey.Chunk(7))
            {
                var width = (Inner - Gap * (row.Length - 1)) / row.Length;
                foreach (var (i, name) in row.Index())
                {
                    var x = Margin + i * (width + Gap);
                    body.Append(CultureInfo.InvariantCulture,
                        $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{Line}\" rx=\"3\" fill=\"{colour}\" stroke=\"#888\"/>\n");
                    Text(body, x + 6, y + 15, name == prefix ? $"({project})" : name[(prefix.Length + 1)..], bold: false);
                }
                y += Line + Gap;
            }
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{y + 4}\" font-family=\"sans-serif\" "
            + $"font-size=\"12\">\n")
            + $"<title>The storeys: what stands in a line uses only lines below it</title>\n<rect width=\"100%\" height=\"100%\" "
            + $"fill=\"white\"/>\n{body}</svg>\n";
    }

    private static void Text(StringBuilder into, int x, int y, string text, bool bold) => into.Append(CultureInfo.InvariantCulture,
        $"<text x=\"{x}\" y=\"{y}\"{(bold ? " font-weight=\"600\"" : "")}>{WebUtility.HtmlEncode(text)}</text>\n");
}
