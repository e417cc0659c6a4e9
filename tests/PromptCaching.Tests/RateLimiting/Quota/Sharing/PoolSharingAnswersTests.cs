using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>What a pool makes of the answers of the quota that it shares.</summary>
public sealed class PoolSharingAnswersTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggers _log = new();
    private readonly PoolSharing _sharing;

    public PoolSharingAnswersTests() => _sharing = new PoolSharing(new SharedLevels(_clock, 6_000), "the pool", _clock, _log);

    [Fact]
    public void Before_the_first_answer_it_counts_as_there_and_this_process_as_the_only_one()
    {
        _sharing.IsAway.Should().BeFalse();
        _sharing.IsShort.Should().BeFalse();
        _sharing.UntilAsking.Should().Be(TimeSpan.Zero);
        _sharing.Filling.Should().Be(BucketFilling.Granted(1));
    }

    [Fact]
    public void Only_its_going_and_its_coming_back_are_news()
    {
        _sharing.End(new QuotaShare()).Should().BeFalse();
        _sharing.End(null).Should().BeTrue();
        _sharing.IsAway.Should().BeTrue();
        _sharing.End(null).Should().BeFalse();
        _sharing.End(new QuotaShare()).Should().BeTrue();
        _sharing.IsAway.Should().BeFalse();
    }

    [Fact]
    public void How_many_share_is_remembered_while_it_is_away()
    {
        _sharing.End(new QuotaShare { Processes = 4 });
        _sharing.Filling.Should().Be(BucketFilling.Granted(4));

        _sharing.End(null);

        _sharing.Filling.Should().Be(BucketFilling.Alone(4));
    }

    [Fact]
    public void Nobody_shares_with_fewer_than_one()
    {
        _sharing.End(new QuotaShare { Processes = 0 });

        _sharing.Filling.Should().Be(BucketFilling.Granted(1));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    [InlineData(999, 999)]
    [InlineData(1_000, 1_000)]
    [InlineData(1_001, 1_000)]
    public void It_is_asked_again_when_it_says_but_neither_at_once_nor_late(int askAgainIn, int pause)
    {
        _sharing.End(new QuotaShare { AskAgainIn = TimeSpan.FromMilliseconds(askAgainIn) });

        _sharing.UntilAsking.Should().Be(TimeSpan.FromMilliseconds(pause));
    }

    [Fact]
    public void One_that_is_away_is_asked_again_after_a_second()
    {
        _sharing.End(null);

        _sharing.UntilAsking.Should().Be(Second);
    }

    [Fact]
    public void It_is_short_for_a_second_after_an_asking_that_did_not_bring_all()
    {
        _sharing.End(new QuotaShare { AskAgainIn = TimeSpan.FromTicks(1) });
        _sharing.IsShort.Should().BeTrue();
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        _sharing.IsShort.Should().BeTrue();

        _clock.Advance(TimeSpan.FromTicks(1));

        _sharing.IsShort.Should().BeFalse();
    }

    [Fact]
    public void It_is_not_short_where_everything_was_there_or_nobody_answered()
    {
        _sharing.End(new QuotaShare { AskAgainIn = Second });
        _sharing.End(new QuotaShare());
        _sharing.IsShort.Should().BeFalse();
        _sharing.End(new QuotaShare { AskAgainIn = Second });
        _sharing.End(null);

        _sharing.IsShort.Should().BeFalse();
    }

    [Fact]
    public void Its_going_is_a_warning_with_the_reason_and_its_coming_back_is_told()
    {
        _sharing.End(new QuotaShare { Processes = 4 });

        _sharing.Tell(new IOException("no connection"));
        _sharing.Tell(null);

        _log.Lines[0].Should().StartWith("Warning: ").And.Contain("(no connection)").And.EndWith("1 in 4.");
        _log.Lines[1].Should().StartWith("Information: ").And.EndWith(": 4.");
        _log.Lines.Should().HaveCount(2);
    }
}
