using Claims.Pairs;
using Claims.Verdicts;

namespace Claims;

/// <summary>One way to try a claim: what is measured, and which numbers must lie where.</summary>
/// <param name="Form">Which of the two it is.</param>
/// <param name="Protocol">What is measured and compared, in words; the variant is named.</param>
/// <param name="Measures">What every pair is asked for.</param>
/// <param name="Checks">From what the pairs gave to numbers with the place each must lie in.</param>
public sealed record ClaimForm(Form Form, string Protocol, IReadOnlyList<Measure> Measures, Func<Samples, IEnumerable<Check>> Checks);

/// <summary>
/// A finding of a paper as something that can fail: a statement, its place, and forms in which it is tried. Written as the sentence it
/// tests:
/// <c>Claim.That("MLP-SHARE", "a patched MLP update recovers 42-60 %", at: "section 4.4").Reproduced(...).Controlled(...)</c>.
/// </summary>
public sealed record Claim
{
    private Claim(string id, string statement, string at, string numbers, string? corrected) =>
        (Id, Statement, At, Numbers, Corrected) = (id, statement, at, numbers, corrected ?? statement);

    /// <summary>Short and fixed: MLP-SHARE.</summary>
    public string Id { get; }

    /// <summary>What the paper says, in one sentence.</summary>
    public string Statement { get; }

    /// <summary>Where it says so: section, table, figure.</summary>
    public string At { get; }

    /// <summary>The numbers that the paper gives for it, in words.</summary>
    public string Numbers { get; }

    /// <summary>What is left to say where the controls are part of it: the statement that the controlled form is about.</summary>
    public string Corrected { get; }

    /// <summary>At most one of each form.</summary>
    public IReadOnlyList<ClaimForm> Forms { get; private init; } = [];

    /// <summary>Begins a claim.</summary>
    /// <param name="id">Short, fixed, capital letters: MLP-SHARE.</param>
    /// <param name="statement">What the paper says.</param>
    /// <param name="at">Where it says so.</param>
    /// <param name="numbers">The numbers that the paper gives for it, in words.</param>
    /// <param name="corrected">The statement that its controlled form is about; null: the paper's.</param>
    public static Claim That(string id, string statement, string at, string numbers = "none", string? corrected = null) =>
        new(id, statement, at, numbers, corrected);

    /// <summary>The statement that a form's verdict is about.</summary>
    public string StatementOf(Form form) => form == Form.Controlled ? Corrected : Statement;

    /// <summary>Adds the form that repeats the published protocol.</summary>
    public Claim Reproduced(string protocol, IReadOnlyList<Measure> by, Func<Samples, IEnumerable<Check>> expecting) =>
        With(new ClaimForm(Form.Reproduce, protocol, by, expecting));

    /// <summary>Adds the form that asks whether the finding survives its controls.</summary>
    public Claim Controlled(string protocol, IReadOnlyList<Measure> by, Func<Samples, IEnumerable<Check>> expecting) =>
        With(new ClaimForm(Form.Controlled, protocol, by, expecting));

    private Claim With(ClaimForm form) => Forms.Any(other => other.Form == form.Form)
        ? throw new InvalidOperationException($"{Id} has the form {form.Form} already.")
        : this with { Forms = [.. Forms, form] };
}
