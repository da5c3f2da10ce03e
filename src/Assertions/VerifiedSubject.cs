using System.Collections.Concurrent;
using System.Reflection;
using Claims.Subjects.Files;
using Claims.Verdicts;
using Claims.Verifications;
using Claims.Video;
using Xunit;

namespace Claims.Assertions;

/// <summary>
/// A subject that a test tries claims on. All of a paper's claims are measured together the first time one is asked for, and once for all
/// tests: they share the runs of the model.
/// </summary>
public sealed class VerifiedSubject
{
    private static readonly ConcurrentDictionary<(Type Paper, string File), VerifiedSubject> Known = [];

    private readonly Lazy<VerificationResult> _result;

    private VerifiedSubject(Type paper, string file)
    {
        File = file;
        _result =
            new Lazy<VerificationResult>(() =>
                Verification.Run(SubjectFile.Read(file, new SubjectPlaces { Readers = ReadersOf(paper) })
                    .HeldOut() with
                { Arguments = $"--subject {file}" }, ClaimsOf(paper)));
    }

    /// <summary>The subject's file.</summary>
    public string File { get; }

    /// <summary>What became of all claims.</summary>
    public VerificationResult Result => _result.Value;

    /// <summary>The subject in a file, for the claims of a paper.</summary>
    /// <param name="paper">A class with a public static property <c>Claims</c> and, where clips are of its own kind,
    /// <c>ClipReaders</c>.</param>
    /// <param name="file">The subject's file; a relative path is one beside the test's assembly.</param>
    public static VerifiedSubject Of(Type paper, string file) =>
        Known.GetOrAdd((paper, Path.GetFullPath(file, AppContext.BaseDirectory)), key => new VerifiedSubject(key.Paper, key.File));

    /// <summary>
    /// What became of one form of a claim. Where the subject is not on this machine, the test is skipped, with the reason and the remedy.
    /// </summary>
    /// <param name="claim">One of the paper's.</param>
    /// <param name="form">Which form.</param>
    public ClaimResult Try(Claim claim, Form form)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Skip.If(Result.Subject.Missing is not null, Result.Subject.Missing?.Message);
        return new ClaimResult(Result, Result.Verdicts.FirstOrDefault(verdict => verdict.Claim.Id == claim.Id && verdict.Form.Form == form)
            ?? throw new ArgumentException($"{claim.Id} has no form {form}, or is not among the paper's claims.", nameof(claim)));
    }

    /// <summary>As a test's display name shows it.</summary>
    public override string ToString() => Path.GetFileNameWithoutExtension(File);

    // Clips of a paper's own making, where it has any.
    private static IReadOnlyList<ClipReader> ReadersOf(Type paper) =>
        paper.GetProperty("ClipReaders", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IReadOnlyList<ClipReader> ?? [];

    private static IReadOnlyList<Claim> ClaimsOf(Type paper) =>
        paper.GetProperty("Claims", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IReadOnlyList<Claim>
        ?? throw new ArgumentException($"{paper.Name} has no public static property Claims, a list of claims.", nameof(paper));
}
