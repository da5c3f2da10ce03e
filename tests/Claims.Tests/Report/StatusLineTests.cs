using Claims.Cli.Output;

namespace Claims.Tests.Report;

public sealed class StatusLineTests : IDisposable
{
    private readonly StringWriter _to = new() { NewLine = "\n" };
    private readonly SetClock _clock = new();

    public void Dispose() => _to.Dispose();

    [Fact]
    public void A_log_gets_a_plain_line_a_minute_with_an_estimate()
    {
        var progress = new ProgressLine(new StatusLine(_to, terminal: false, _clock), _clock) { What = "patching" };
        for (var done = 1; done <= 6; done++)
        {
            progress.Report((done, 6));
            _clock.Now += TimeSpan.FromSeconds(40);
        }
        _to.ToString().Should().Be(
            """
            claims: patching: 3 of 6, about 0:02:00 left
            claims: patching: 5 of 6, about 0:00:40 left

            """);
    }

    [Fact]
    public void A_log_gets_nothing_of_short_work()
    {
        var line = new StatusLine(_to, terminal: false, _clock);
        for (var second = 0; second < 60; second++, _clock.Now += TimeSpan.FromSeconds(1))
            line.Show("busy");
        line.Clear();
        _to.ToString().Should().BeEmpty();
    }

    [Fact]
    public void A_terminal_s_last_line_is_drawn_again_ten_times_a_second_at_most_and_cleared()
    {
        var line = new StatusLine(_to, terminal: true, _clock);
        line.Show("one");
        _clock.Now += TimeSpan.FromMilliseconds(50);
        line.Show("too soon");
        _clock.Now += TimeSpan.FromMilliseconds(50);
        line.Show("two");
        line.Clear();
        line.Show("three");
        _to.ToString().Should().Be("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K\r\u001b[Kthree");
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
