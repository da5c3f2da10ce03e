using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Verifications;

namespace Claims.Tests.Subjects;

/// <summary>Pairs that are measured side by side give what they give one after the other.</summary>
public sealed class SideBySideTests
{
    private static readonly Measure Logits =
        new("logits", runs =>
            [new Numbers("logit", "", [], [runs.Outcome.Clean.Keeping(Claims.Model.Sites.None).Logits.data<float>()[0]])]);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void Workers_change_no_number_and_no_order(int workers)
    {
        var (one, many) = (Pairs(1), Pairs(workers));
        many.Select(pair => pair.Name).Should().Equal(one.Select(pair => pair.Name));
        many.Select(Logit).Should().Equal(one.Select(Logit)).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Of_failures_the_first_pair_s_is_told()
    {
        var subject = TinySubject.Of();
        using var second = new ManualResetEventSlim();
        var failing = new Measure("failing", runs =>
        {
            if (runs.Name == "1")
                second.Set();
            else if (runs.Name == "0")
                second.Wait(TimeSpan.FromSeconds(30));
            throw new InvalidOperationException(runs.Name);
        });
        SubjectNumbers.Measure(subject, [failing], new VerificationOptions { Workers = 2 }).Failed[failing.Key].Message.Should().Be("0");
    }

    [Fact]
    public void An_interruption_ends_all_of_them()
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;
        var slow = new Measure("slow", _ =>
        {
            if (Interlocked.Increment(ref taken) == 4)
                stop.Cancel();
            return [];
        });
        var act = () =>
            SubjectNumbers.Measure(TinySubject.Of(100), [slow], new VerificationOptions { Workers = 2, Cancellation = stop.Token });
        act.Should().Throw<OperationCanceledException>();
        taken.Should().BeLessThan(10);
    }

    private static IReadOnlyList<MeasuredPair> Pairs(int workers) =>
        SubjectNumbers.Measure(TinySubject.Of(), [Logits], new VerificationOptions { Workers = workers }).Pairs;

    private static double Logit(MeasuredPair pair) => pair.Numbers.Single(one => Measure.NameIn(one.Key) == "logits").Value[0].Values[0];
}
