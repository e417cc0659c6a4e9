using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>The ledger's picture of the server: entries end at markers, last from the start of a request, and can be read once an answer begins.</summary>
public sealed class ServerEntriesTests
{
    private const string Body =
        """{"system":"s","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]}""";

    private const int Tail = 3;
    private readonly ManualTimeProvider _time = new();
    private readonly PrefixLedger _ledger;

    public ServerEntriesTests() => _ledger = new PrefixLedger(_time);

    [Fact]
    public void Nothing_is_there_before_anything_was_sent() => HitStep(Observe()).Should().Be(-1);

    [Theory]
    [InlineData(0)]
    [InlineData(Tail)]
    public void An_entry_ends_at_a_marker(int step)
    {
        Answer(new SentMarker(step, false));

        HitStep(Observe()).Should().Be(step);
    }

    [Fact]
    public void Without_a_marker_nothing_is_written()
    {
        Answer();

        HitStep(Observe()).Should().Be(-1);
    }

    [Fact]
    public void Until_the_answer_begins_an_entry_cannot_be_read()
    {
        var first = Observe();
        _ledger.Send(first, [new SentMarker(Tail, false)]);

        var second = Observe();
        HitStep(second).Should().Be(-1);
        second.Knowledge.Candidates[^1].State.Should().Be(PrefixState.BeingWritten);

        _ledger.Begin(first);
        HitStep(Observe()).Should().Be(Tail);
    }

    [Theory]
    [InlineData(false, 299, Tail)]
    [InlineData(false, 300, -1)]
    [InlineData(true, 3599, Tail)]
    [InlineData(true, 3600, -1)]
    public void An_entry_lasts_as_long_as_its_ttl(bool isOneHour, int seconds, int expected)
    {
        Answer(new SentMarker(Tail, isOneHour));
        _time.Advance(TimeSpan.FromSeconds(seconds));

        HitStep(Observe()).Should().Be(expected);
    }

    [Fact]
    public void A_read_gives_an_entry_its_whole_life_again()
    {
        Answer(new SentMarker(Tail, false));
        _time.Advance(TimeSpan.FromMinutes(4));
        Answer(new SentMarker(Tail, false));
        _time.Advance(TimeSpan.FromMinutes(4));

        HitStep(Observe()).Should().Be(Tail);
    }

    [Fact]
    public void A_failed_request_wrote_nothing()
    {
        var call = Observe();
        _ledger.Send(call, [new SentMarker(Tail, false)]);
        _ledger.Fail(call);

        HitStep(Observe()).Should().Be(-1);
    }

    [Fact]
    public void Where_the_server_cached_nothing_nothing_is_there()
    {
        _ledger.Settle(Answer(new SentMarker(Tail, false)), read: 0, written: 0);

        HitStep(Observe()).Should().Be(-1);
    }

    [Fact]
    public void What_the_server_read_or_wrote_stays()
    {
        _ledger.Settle(Answer(new SentMarker(Tail, false)), read: 0, written: 2000);

        HitStep(Observe()).Should().Be(Tail);
    }

    private static int HitStep(ObservedCall call) => call.Knowledge.Hit < 0 ? -1 : call.Knowledge.Candidates[call.Knowledge.Hit].Step;

    private ObservedCall Observe()
    {
        var outline = RequestOutline.Of(Body.Utf8())!;
        return _ledger.Observe(PromptPath.Of(outline, isolation: 1), ConversationShape.Of(outline, Body.Utf8()), [], tokensPerByte: 0.25);
    }

    private ObservedCall Answer(params SentMarker[] markers)
    {
        var call = Observe();
        _ledger.Send(call, markers);
        _ledger.Begin(call);
        return call;
    }
}
