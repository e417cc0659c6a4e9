using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

public sealed class PrefixLedgerTests
{
    [Fact]
    public void A_request_with_a_marker_on_each_of_its_blocks_has_no_more_boundaries_than_another()
    {
        const string Block = """{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}""";
        var body = $$"""{"messages":[{"role":"user","content":[{{string.Join(',', Enumerable.Repeat(Block, 1000))}}]}]}""".Utf8();
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, 0);

        var call = new PrefixLedger(new ManualTimeProvider()).Observe(
            path, ConversationShape.Of(outline, body), Enumerable.Range(0, path.Steps.Count), tokensPerByte: 0.25);

        call.Knowledge.Candidates.Count.Should().BeLessThan(20);
    }

    /// <summary>Calls that waited for one prefix go on together: one of them is the return that was expected, and the others are no trials of their own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void Uses_at_one_time_are_one_use(int together)
    {
        var time = new ManualTimeProvider();
        var ledger = new PrefixLedger(time);
        ledger.Begin(Ask(ledger, "first"));
        time.Advance(TimeSpan.FromSeconds(1));
        for (var number = 0; number < together; number++)
        {
            ledger.Begin(Ask(ledger, "together " + number));
        }

        time.Advance(TimeSpan.FromHours(2));
        var system = Ask(ledger, "much later").Knowledge.Candidates[0];

        system.Kind.Should().Be(BoundaryKind.System);
        system.Uses.Should().Be(2);
    }

    [Fact]
    public void Looking_for_what_can_be_read_is_no_use()
    {
        var time = new ManualTimeProvider();
        var ledger = new PrefixLedger(time);
        var first = Ask(ledger, "first");
        ledger.Send(first, [new SentMarker(0, IsOneHour: false)]);

        ledger.Readable(PathOf("second").Path).Should().Be(-1, "its answer has not begun");
        ledger.Begin(first);
        ledger.Readable(PathOf("second").Path).Should().Be(0);
        time.Advance(TimeSpan.FromMinutes(5));
        ledger.Readable(PathOf("second").Path).Should().Be(-1, "it has expired");
        Ask(ledger, "third").Knowledge.Candidates[0].Uses.Should().Be(1);
    }

    private static ObservedCall Ask(PrefixLedger ledger, string question)
    {
        var (path, shape) = PathOf(question);
        return ledger.Observe(path, shape, [], tokensPerByte: 0.25);
    }

    private static (PromptPath Path, ConversationShape Shape) PathOf(string question)
    {
        var body = $$"""{"system":"{{Texts.Words(100)}}","messages":[{"role":"user","content":"{{question}}"}]}""".Utf8();
        var outline = RequestOutline.Of(body)!;
        return (PromptPath.Of(outline, 0), ConversationShape.Of(outline, body));
    }
}
