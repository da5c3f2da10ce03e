using System.Globalization;
using System.Text.RegularExpressions;

namespace Claims.Model.Parity;

/// <summary>
/// A name in a reference file: what was recorded, of which clip, at which layer. <c>hidden_states_a.0</c> is the embedding and
/// <c>hidden_states_a.5</c> the output of block 4; the other numbered names count blocks from 0.
/// </summary>
internal sealed partial record ReferenceName(string Text, string Quantity, string Clip, int? Index)
{
    public const string PixelValues = "pixel_values", Logits = "logits", LastHiddenState = "last_hidden_state",
        HiddenStates = "hidden_states";

    private static readonly Dictionary<string, SiteKind> Numbered = new()
    {
        ["attentions"] = SiteKind.Pattern,
        ["attn_out"] = SiteKind.AttnOut,
        ["mlp_out"] = SiteKind.MlpOut,
    };

    /// <summary>Reads a name, or null where it is not one of a reference file's.</summary>
    public static ReferenceName? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var (quantity, numbered) = (match.Groups["quantity"].Value, match.Groups["index"].Success);
        return numbered == (quantity == HiddenStates || Numbered.ContainsKey(quantity))
            ? new(text, quantity, match.Groups["clip"].Value, numbered
                ? int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) : null)
            : null;
    }

    /// <summary>The site that holds it; null for what is computed from the last stream.</summary>
    public Site? SiteIn(int layers) =>
        Index is not { } index ? (Quantity == LastHiddenState ? Site.ResidPost(layers - 1) : null)
        : Quantity == HiddenStates ? (index == 0 ? Site.ResidPre(0) : Site.ResidPost(index - 1))
        : new Site(index, Numbered[Quantity]);

    [GeneratedRegex(@"^(?<quantity>pixel_values|logits|last_hidden_state|hidden_states|attentions|attn_out|mlp_out)"
        + @"_(?<clip>[A-Za-z0-9]+)(\.(?<index>\d{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
