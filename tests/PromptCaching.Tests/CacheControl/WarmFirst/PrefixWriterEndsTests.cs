using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>A writer is over once: when its answer begins, when it fails, or when it should have begun.</summary>
public sealed class PrefixWriterEndsTests
{
    private static readonly TimeSpan FirstByte = TimeSpan.FromSeconds(2);
    private readonly ManualTimeProvider _clock = new();
    private readonly CallReport _report = new();
    private readonly ColdPrefixes _table;
    private int _begun;

    public PrefixWriterEndsTests() => _table = new ColdPrefixes(new PrefixLedger(_clock), _clock);

    [Fact]
    public void A_stream_is_not_expected_to_begin_it_is_seen_to()
    {
        var writer = Writer(isStream: true);
        _report.Attempts++;

        writer.Expect(FirstByte);
        _clock.Advance(10 * FirstByte);

        writer.Over.IsCompleted.Should().BeFalse();
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public void A_failed_call_is_over_and_has_not_begun()
    {
        var writer = Writer(isStream: false);
        _report.Attempts++;
        writer.Expect(FirstByte);

        writer.Fail();

        (writer.Over.IsCompleted, _begun, _clock.PendingTimers).Should().Be((true, 0, 0));
        writer.OnBytes([]);
        writer.OnEnd(new());
        _clock.Advance(10 * FirstByte);
        _begun.Should().Be(0, "it is over once");
    }

    [Fact]
    public void What_is_over_is_expected_no_more()
    {
        var writer = Writer(isStream: false);
        writer.OnBytes([]);

        writer.Expect(FirstByte);

        (_begun, _clock.PendingTimers).Should().Be((1, 0));
    }

    [Fact]
    public void The_time_that_was_waited_for_quota_does_not_count_and_the_rest_does()
    {
        var writer = Writer(isStream: false);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _report.Attempts++;
        _report.QuotaWait = TimeSpan.FromSeconds(4);

        writer.Expect(FirstByte);

        _clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        writer.Over.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        writer.Over.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void One_that_should_have_begun_long_ago_has()
    {
        var writer = Writer(isStream: false);
        _report.Attempts++;
        _clock.Advance(10 * FirstByte);

        writer.Expect(FirstByte);
        _clock.Advance(TimeSpan.Zero);

        writer.Over.IsCompleted.Should().BeTrue();
    }

    [Theory]
    [InlineData(true, true, 3)]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 2)]
    public void First_bytes_are_learnt_from_streams_that_were_sent_once(bool isStream, bool isFirstAttempt, double expected)
    {
        var writer = Writer(isStream);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _report.QuotaWait = TimeSpan.FromSeconds(2);
        using var response = new HttpResponseMessage { Content = new ByteArrayContent([]) };

        writer.Begin(response, isFirstAttempt);

        _table.FirstBytes.Expected.Should().Be(TimeSpan.FromSeconds(expected));
        (writer.Over.IsCompleted, _begun).Should().Be((true, 1));
    }

    private PrefixWriter Writer(bool isStream) => new([1], isStream, _report, _table, () => _begun++, _clock);
}
