namespace Claims.Tests.Outputs;

/// <summary>Names as somebody would write them who wants a log, a terminal, a page or a spreadsheet to do something.</summary>
internal static class HostileNames
{
    private static readonly string[] Parts =
    [
        "\n", "\r", "\t", "\u001b[2J", "\u001b]0;t\u0007", "\u009b31m", "\u202e", "\u2028", "::error::", "::add-mask::", "##[command]",
        "##vso[x]", "`", "``", "<img src=x>", "&lt;", "|", "[a](b)", "# ", "=1+1", "@a", "-x", "+", "\"", "'", ",", ";", ":smile:", "[red]",
        "[/]", "{0}", "\\", "\0", "\ud83c", "\ud83c\udfb3", "a", " ", "../", "$HOME", "http://x.test", "\u200b", "\u0085",
    ];

    public static IReadOnlyList<string> All => [.. Parts, string.Concat(Parts), "\n::error::a", " ::stop-commands::x", "x\r##[error]y"];

    public static string Of(int[]? parts) =>
        string.Concat((parts ?? []).Select(part => Parts[(int)((uint)part % Parts.Length)]));
}
