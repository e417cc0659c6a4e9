using PromptCaching.ResponseCaching;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class WarmingBoundsTests
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{}}""";

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task One_to_a_thousand_are_worked_on_at_once(int atOnce, bool isTaken)
    {
        using var chain = new ChainUnderTest();
        var warming = () => chain.Handler.ResponseCache.WarmAsync(new MemoryStream(), atOnce);
        if (isTaken)
        {
            (await warming()).Should().BeEquivalentTo(new { Stored = 0, Asked = 0, Known = 0 });
        }
        else
        {
            (await warming.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithParameterName("atOnce");
        }
    }

    [Fact]
    public async Task Null_is_no_place_to_read_from_or_to_write_to()
    {
        using var chain = new ChainUnderTest();
        var cache = chain.Handler.ResponseCache;
        await ((Func<Task>)(() => cache.ExportAsync(null!))).Should().ThrowAsync<ArgumentNullException>().WithParameterName("output");
        await ((Func<Task>)(() => cache.WarmAsync((Stream)null!))).Should().ThrowAsync<ArgumentNullException>().WithParameterName("lines");
        await ((Func<Task>)(() => cache.WarmAsync((IAsyncEnumerable<WarmedAnswer>)null!))).Should().ThrowAsync<ArgumentNullException>().WithParameterName("answers");
        await ((Func<Task>)(() => cache.InvalidateAsync((HttpRequestMessage)null!).AsTask())).Should().ThrowAsync<ArgumentNullException>().WithParameterName("request");
        (await ((Func<Task>)(() => chain.Handler.ResponseCache.ExportAsync(Stream.Null, most: 0))).Should().ThrowAsync<ArgumentOutOfRangeException>()).WithParameterName("most");
    }

    [Fact]
    public async Task A_cache_that_is_switched_off_says_how_to_switch_it_on()
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.Enabled = false);
        (await ((Func<Task>)(() => chain.Handler.ResponseCache.WarmAsync(new MemoryStream()))).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The response cache is switched off, so there is nothing to warm. Set ResponseCaching:Enabled.");
    }

    [Theory]
    [InlineData("\"headers\":{\"x-mine\":\"k\"}", "The header 'x-mine' does not make another question; see ResponseCaching:KeyHeaders.")]
    [InlineData("\"alternative\":2", "The alternative is 2, and of this question 2 are kept; see ResponseCaching:AlternativeAnswers.")]
    public async Task What_is_wrong_with_a_line_names_the_option(string member, string words)
    {
        using var chain = new ChainUnderTest(static options => (options.ResponseCaching.AlternativeAnswers, options.ResponseCaching.KeyHeaders) = (2, ["X-Region"]));
        (await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{Answer}},{{member}}}""")).Failures.Should().Equal(new WarmingFailure(1, words));
    }

    [Theory]
    [InlineData("\"headers\":{\"x-region\":\"eu\"}")]
    [InlineData("\"headers\":{\"Anthropic-Beta\":\"b\"}")]
    [InlineData("\"alternative\":1")]
    public async Task What_makes_another_question_or_answer_is_taken(string member)
    {
        using var chain = new ChainUnderTest(static options => (options.ResponseCaching.AlternativeAnswers, options.ResponseCaching.KeyHeaders) = (2, ["X-Region"]));
        (await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{Answer}},{{member}}}""")).Should().BeEquivalentTo(new { Stored = 1, Failures = Array.Empty<WarmingFailure>() });
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task A_question_without_chance_has_no_alternative()
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.AlternativeAnswers = 2);
        var cold = Questions.Json.Replace("{\"model\"", "{\"temperature\":0,\"model\"", StringComparison.Ordinal);
        (await WarmAsync(chain, $$"""{"request":{{cold}},"response":{{Answer}},"alternative":1}""")).Failures
            .Should().ContainSingle().Which.Reason.Should().StartWith("The alternative is 1, and of this question 1 are kept;");
    }

    [Fact]
    public async Task An_answer_of_the_longest_length_is_stored_and_one_byte_more_is_not()
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.MaxAnswerBytes = 2000);
        var padded = Answer.Replace("\"content\"", "\"x\":\"PAD\",\"content\"", StringComparison.Ordinal);
        var longest = padded.Replace("PAD", new string('p', 2000 - padded.Length + 3), StringComparison.Ordinal);
        (await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{longest}}}""")).Stored.Should().Be(1);
        (await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{longest.Replace("\"p", "\"pp", StringComparison.Ordinal)}}}""")).Failures
            .Should().Equal(new WarmingFailure(1, "The answer is not stored: too_long."));
    }

    [Fact]
    public async Task What_is_said_to_have_been_asked_in_the_future_was_asked_now()
    {
        using var chain = new ChainUnderTest();
        await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{Answer}},"asked_at":"2099-01-01T00:00:00Z"}""");
        chain.Clock.Advance(TimeSpan.FromSeconds(1));
        await chain.Handler.Regions["response"].ClearAsync();
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task An_export_is_a_line_for_each_answer_with_all_that_is_known_of_it_and_is_flushed()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer(Answer.Replace(",", ",\r\n", StringComparison.Ordinal).Utf8())
        {
            Headers = new Dictionary<string, string> { ["request-id"] = "req_1" },
        }));
        await chain.AskAsync(Questions.Json.Replace(",\"max", ",\n\"max", StringComparison.Ordinal), static request => new ClaudeCall { Scope = "s" }.Set(request));
        chain.Clock.Advance(TimeSpan.FromSeconds(0.5));
        using var output = new Flushed();
        (await chain.Handler.ResponseCache.ExportAsync(output)).Should().Be(1);
        output.ToArray().Utf8().Should().Be(
            $$"""{"request":{{Questions.Json.Replace(",\"max", ", \"max", StringComparison.Ordinal)}},"response":{{Answer.Replace(",", ",  ", StringComparison.Ordinal)}}"""
            + ",\"hits\":0,\"ttl_seconds\":3599.5,\"asked_at\":\"2026-01-01T00:00:00Z\",\"request_id\":\"req_1\",\"scope\":\"s\"}\n");
        output.IsFlushed.Should().BeTrue();
    }

    [Fact]
    public async Task An_export_brings_its_clearings_up_to_date_and_leaves_out_what_was_cleared_elsewhere()
    {
        var store = new Storage.UnreliableStore();
        using var here = new ChainUnderTest(options => options.DistributedCache = store);
        using var there = new ChainUnderTest(options => (options.DistributedCache, options.TimeProvider) = (store, here.Clock));
        await here.AskAsync(Questions.Json);
        here.Clock.Advance(TimeSpan.FromSeconds(2));
        await there.Handler.Regions["response"].ClearAsync();
        (await here.Handler.ResponseCache.ExportAsync(Stream.Null)).Should().Be(0);
    }

    private static Task<WarmingResult> WarmAsync(ChainUnderTest chain, string line) => chain.Handler.ResponseCache.WarmAsync(new MemoryStream(line.Utf8()));

    private sealed class Flushed : MemoryStream
    {
        public bool IsFlushed { get; private set; }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            IsFlushed = true;
            return Task.CompletedTask;
        }
    }
}
