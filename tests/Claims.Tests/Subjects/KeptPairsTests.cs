using Claims.Pairs;
using Claims.Verifications;

namespace Claims.Tests.Subjects;

/// <summary>An interrupted verification goes on from where it was; from nothing else.</summary>
public sealed class KeptPairsTests
{
    [Fact]
    public void What_was_finished_is_not_measured_again()
    {
        using var folder = new TemporaryFolder();
        Interrupted(folder, after: 4).Should().Be(4);
        var (taken, result) = Whole(folder);
        taken.Should().Be(6);
        result.Pairs.Select(pair => pair.Numbers.Single().Value[0].Values[0]).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty("the run is whole");
    }

    [Fact]
    public void A_pair_whose_clip_has_changed_is_measured_again()
    {
        using var folder = new TemporaryFolder();
        Interrupted(folder, after: 4);
        var changed = TinySubject.Of();
        changed = changed with { Pairs = [changed.Pairs[0], TinySubject.Pair(1, firstSeed: 500), .. changed.Pairs.Skip(2)] };
        Whole(folder, changed).Taken.Should().Be(7);
    }

    [Fact]
    public void Another_seed_or_model_finds_nothing()
    {
        using var folder = new TemporaryFolder();
        Interrupted(folder, after: 4);
        Whole(folder, seed: 43).Taken.Should().Be(10);
        Whole(folder, TinySubject.Of() with { ModelHashes = new Dictionary<string, string> { ["weights"] = "bb" } }).Taken.Should().Be(10);
    }

    [Fact]
    public void Damaged_files_are_measured_again()
    {
        using var folder = new TemporaryFolder();
        Interrupted(folder, after: 4);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories))
            File.WriteAllText(file, "{\"Name\":");
        Whole(folder).Taken.Should().Be(10);
    }

    private static int Interrupted(TemporaryFolder folder, int after)
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;
        var act = () => Run(folder, TinySubject.Of(), 42, () => { if (++taken == after) stop.Cancel(); }, stop.Token);
        act.Should().Throw<OperationCanceledException>();
        return taken;
    }

    private static (int Taken, VerificationResult Result) Whole(TemporaryFolder folder, Claims.Subjects.Subject? subject = null,
        uint seed = 42)
    {
        var taken = 0;
        var result = Run(folder, subject ?? TinySubject.Of(), seed, () => taken++, default);
        return (taken, result);
    }

    private static VerificationResult Run(TemporaryFolder folder, Claims.Subjects.Subject subject, uint seed, Action counted,
        CancellationToken cancellation)
    {
        var measure = new Measure("counted", runs =>
        {
            counted();
            return TinySubject.Place.Compute(runs) is [var place] ? [place] : throw new InvalidOperationException();
        });
        var claim = Claim.That("COUNTED", "counted", "here")
            .Reproduced("count", [measure], samples => [Claims.Verdicts.Check.Of("n", "%", samples.At(measure, "place")).Above(0)]);
        return Verification.Run(subject, [claim], new VerificationOptions { Kept = folder.Path, Seed = seed, Cancellation = cancellation });
    }
}
