using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using System.Text;
using VerifyTests;

namespace VerifyXunit;

public static partial class Verifier
{
    [Pure]
    public static SettingsTask VerifyJson([StringSyntax(StringSyntaxAttribute.Json)] string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyJson(target));

    [Pure]
    public static SettingsTask VerifyJson([StringSyntax(StringSyntaxAttribute.Json)] Task<string> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, async v => await v.VerifyJson(await target));

    [Pure]
    public static SettingsTask VerifyJson([StringSyntax(StringSyntaxAttribute.Json)] StringBuilder? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyJson(target?.ToString()));

    [Pure]
    public static SettingsTask VerifyJson(Stream? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, async v => await v.VerifyJson(target is null ? null : await new StreamReader(target).ReadToEndAsync()));
}
