using System.Security.Cryptography;
using Claims.Common;
using Claims.Json;
using Claims.Verdicts;

namespace Claims.Subjects.Files;

/// <summary>Reads what <c>claims register</c> wrote, or a person who knows what to expect.</summary>
public static class ExpectationsFile
{
    private const string Remedy = "Write it with ./claims register, or as docs/tasks/subjects.md shows.";

    /// <summary>The expectations; their hash is that of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">The subject it must be for.</param>
    /// <exception cref="BadInputException">It states none, or another subject's.</exception>
    public static Expectations Read(string path, string subject)
    {
        var (document, bytes) = StrictJson.Read<ExpectationsDocument>(path, ExpectationsDocument.CurrentSchema, Remedy,
            page: "expectations", olderSchema: ExpectationsDocument.OlderSchema,
            olderRemedy: $"Write it anew: ./claims register --subject {subject} --force (for a file of one's own, --subject FILE.json).");
        if (document.Subject != subject)
            throw Fault($"is of the subject {document.Subject}, not of {subject}.");
        if (document.DerivedFrom is { Pairs.Count: 0 })
            throw Fault("is derived from no pairs.");
        var forms = new Dictionary<(string, Form), ExpectedForm>();
        foreach (var form in document.Claims)
        {
            if (ExpectedFormRules.Broken(form) is { } what)
                throw Fault(what);
            if (!forms.TryAdd((form.Claim, form.Form), Read(form)))
                throw Fault($"has {form.Claim}, {form.Form}, twice.");
        }
        return new Expectations(Convert.ToHexStringLower(SHA256.HashData(bytes)), Told(document.DerivedFrom), forms)
        {
            PapersOwn = document.PapersOwn,
            ModelHashes = document.DerivedFrom?.Model ?? new Dictionary<string, string>(),
            Frames = document.DerivedFrom?.Frames,
        };

        BadInputException Fault(string what) => new(what, path, Remedy, page: "expectations");
    }

    private static ExpectedForm Read(ExpectedFormDocument form) => new(form.Expected, form.Reason)
    {
        Pairs = form.Pairs,
        PairsToDecide = form.PairsToDecide,
        Probabilities = form.Probabilities ?? new Dictionary<Verdict, double>(),
        Numbers = (form.Numbers ?? []).ToDictionary(number => number.Check,
            number => new RegisteredNumber(new RegisteredInterval(number.Low, number.High), number.Margin)),
    };

    private static string Told(DerivationDocument? from) => from is null ? "the paper"
        : $"{from.Pairs.Count} discovery pairs, {from.Pairs[0].Name} to {from.Pairs[^1].Name}; model {Model(from.Model)}; claims "
            + $"{from.ClaimsVersion}, seed {from.Seed}, {from.Dtype}{(from.Frames is { } frames ? $", frames {frames}" : "")}";

    private static string Model(IReadOnlyDictionary<string, string> files) =>
        string.Join(", ", files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{file.Key} {file.Value[..Math.Min(12, file.Value.Length)]}"));
}
