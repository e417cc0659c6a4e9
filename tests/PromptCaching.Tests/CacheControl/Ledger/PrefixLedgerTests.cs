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
}
