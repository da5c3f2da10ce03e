namespace Claims.Tests.Snapshots;

/// <summary>Members and lines that are left out or replaced.</summary>
public class ScrubbingTests
{
    private sealed record Run(string Machine, double Seconds, double Share, IReadOnlyList<double> Layers);

    private static readonly Run Sample = new("host", 12.5, 0.5, [0.25]);

    [Fact]
    public Task Members_are_ignored_by_name_and_type() => Verify(new { Sample, Seconds = 3.0, Texts = new Dictionary<string, int> { ["Seconds"] = 1, ["Minutes"] = 2 } })
        .IgnoreMember("Seconds").IgnoreMember<Run>(r => r.Machine).IgnoreMembersWithType<IReadOnlyList<double>>();

    [Fact]
    public Task Members_are_scrubbed_even_when_null_or_empty() => Verify(new { Sample, Name = (string?)null, Share = 0.0 })
        .ScrubMembers("Name", "Share").ScrubMember<Run>(r => r.Seconds);

    [Fact]
    public Task Instances_are_ignored_wherever_they_stand() => Verify(new { A = Sample, List = new[] { Sample, Sample with { Share = 1 } } })
        .IgnoreInstance<Run>(r => r.Share < 0.75);

    [Fact]
    public Task Lines_are_removed_from_texts_and_from_values() => Verify(new { Log = "kept\ntook 12 s\nkept too", Took = "took 3 s", Number = 3 })
        .ScrubLinesContaining("TOOK").AppendContentAsFile("took 1 s\nkept\n", "md");

    [Fact]
    public Task Scrubbers_run_last_added_first() => Verify("a").AddScrubber(t => t.Append('1')).AddScrubber(t => t.Append('2')).AddScrubber(t => t.Append('3'), ScrubberLocation.Last);

    [Fact]
    public Task Guids_inside_a_text_are_numbered_on_demand() =>
        Verify("00000001-0000-0000-0000-000000000000, 00000002-0000-0000-0000-000000000000, 00000001-0000-0000-0000-000000000000").ScrubInlineGuids();

    [Fact]
    public Task Settings_are_copied_not_shared()
    {
        var settings = new VerifySettings();
        settings.IgnoreMember("A");
        _ = Verify(new { A = 1 }, settings).IgnoreMember("B");
        return Verify(new { A = 1, B = 2 }, settings);
    }
}
