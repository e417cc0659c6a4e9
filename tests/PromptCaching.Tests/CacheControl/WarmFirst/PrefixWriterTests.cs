using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

public sealed class PrefixWriterTests
{
    private static readonly TimeSpan FirstByte = TimeSpan.FromSeconds(2);
    private readonly ManualTimeProvider _clock = new();
    private readonly CallReport _report = new();
    private readonly PrefixWriter _writer;
    private int _begun;

    public PrefixWriterTests() => _writer = new PrefixWriter(
        [1], isStream: false, _report, new ColdPrefixes(new PrefixLedger(_clock), _clock), () => _begun++, _clock);

    [Fact]
    public void A_call_that_still_waits_for_its_permit_writes_nothing_yet()
    {
        _writer.Expect(FirstByte);
        _clock.Advance(10 * FirstByte);
        _writer.Over.IsCompleted.Should().BeFalse();

        _report.Attempts++;
        _clock.Advance(FirstByte);

        _writer.Over.IsCompleted.Should().BeTrue();
        _begun.Should().Be(1);
    }

    [Fact]
    public void Behind_an_answer_that_is_not_streamed_others_wait_for_what_a_stream_would_have_taken()
    {
        _report.Attempts++;
        _writer.Expect(FirstByte);

        _clock.Advance(FirstByte - TimeSpan.FromTicks(1));
        _writer.Over.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        _writer.Over.IsCompleted.Should().BeTrue();
    }
}
