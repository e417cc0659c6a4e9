using PromptCaching.RateLimiting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting;

public sealed class GuardedProgressTests
{
    private readonly RecordingLoggers _log = new();

    [Fact]
    public void A_caller_is_told_every_position()
    {
        var told = new Listening(throws: false);
        var guarded = new GuardedProgress(told, _log);

        guarded.Report(new QueuePosition(2, TimeSpan.FromSeconds(2)));
        guarded.Report(new QueuePosition(1, TimeSpan.FromSeconds(1)));

        told.Positions.Should().Equal(2, 1);
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_caller_who_throws_is_told_no_more_and_the_log_says_so_once()
    {
        var told = new Listening(throws: true);
        var guarded = new GuardedProgress(told, _log);

        guarded.Report(new QueuePosition(2, TimeSpan.FromSeconds(2)));
        guarded.Report(new QueuePosition(1, TimeSpan.FromSeconds(1)));

        told.Positions.Should().Equal(2);
        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning: ClaudeCall.QueueProgress threw");
    }

    private sealed class Listening(bool throws) : IProgress<QueuePosition>
    {
        public List<int> Positions { get; } = [];

        public void Report(QueuePosition value)
        {
            Positions.Add(value.Position);
            if (throws)
            {
                throw new InvalidOperationException("Broken on purpose.");
            }
        }
    }
}
