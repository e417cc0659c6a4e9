using PromptCaching.ResponseCaching.Replay;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Replay;

public sealed class FreshMessageIdTests
{
    private const string Question = """{"model":"claude-haiku-4-5","max_tokens":99,"messages":[{"role":"user","content":"Which id?"}]}""";
    private const string Streamed = """{"model":"claude-haiku-4-5","max_tokens":99,"stream":true,"messages":[{"role":"user","content":"Which id?"}]}""";

    [Theory]
    [InlineData(Question)]
    [InlineData(Streamed)]
    public async Task Each_hit_has_an_id_of_its_own_and_is_the_same_answer_otherwise(string body)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.FreshMessageIds = true);
        var asked = await chain.AskAsync(body);

        var (one, other) = (await chain.AskAsync(body), await chain.AskAsync(body));

        var ids = new[] { IdIn(asked.Text), IdIn(one.Text), IdIn(other.Text) };
        ids.Should().OnlyHaveUniqueItems();
        ids[1..].Should().OnlyContain(id => id.StartsWith("msg_hit_", StringComparison.Ordinal));
        one.IsHit.Should().BeTrue();
        one.Text.Replace(ids[1], ids[0], StringComparison.Ordinal).Should().Be(asked.Text);
        one.Report.MessageId.Should().Be(ids[0]);
    }

    [Theory]
    [InlineData(Question)]
    [InlineData(Streamed)]
    public async Task Unless_asked_for_a_hit_is_the_message_that_it_was(string body)
    {
        using var chain = new ChainUnderTest();

        (await chain.AskAsync(body)).Text.Should().Be((await chain.AskAsync(body)).Text);
    }

    [Theory]
    [InlineData("""{"content":[{"id":"toolu_1"}]}""", 0)]
    [InlineData("""{"id":7}""", 0)]
    [InlineData("{", 0)]
    [InlineData("event: ping\n\n", 1)]
    [InlineData("data: {\"message\":{}}\n\n", 1)]
    public void What_has_no_id_stays_as_it_is(string body, byte kind) =>
        FreshMessageId.In(new CacheEntry(body.Utf8()) { Kind = kind }).Span.Utf8().Should().Be(body);

    private static string IdIn(string text) => text.Split("\"id\":\"", 2)[1].Split('"')[0];
}
