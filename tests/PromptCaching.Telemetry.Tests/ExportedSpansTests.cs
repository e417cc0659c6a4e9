using System.Diagnostics;

namespace PromptCaching.Telemetry.Tests;

[Collection(nameof(Export))]
public sealed class ExportedSpansTests
{
    private const string Asked =
        "gen_ai.operation.name gen_ai.provider.name server.address server.port gen_ai.request.model promptcaching.source promptcaching.attempts "
        + "promptcaching.response_cache.result";

    private const string Answered = " gen_ai.response.id gen_ai.response.model gen_ai.response.finish_reasons promptcaching.cost promptcaching.saved";

    private const string Usage = " gen_ai.request.max_tokens gen_ai.usage.input_tokens gen_ai.usage.output_tokens gen_ai.usage.cache_read.input_tokens "
        + "promptcaching.prompt_cache.outcome promptcaching.prompt_cache.added_breakpoints promptcaching.request_id ";

    [Theory]
    [InlineData(false, "gen_ai.usage.cache_creation.input_tokens")]
    [InlineData(true, "gen_ai.usage.cache_write.input_tokens")]
    public async Task Every_span_of_a_call_has_the_tags_of_its_kind(bool isLatest, string written)
    {
        var calls = (await Export.RunAsync(isLatest)).Spans.Where(static span => span.Kind == ActivityKind.Client).ToList();

        calls.Should().HaveCount(6).And.OnlyContain(span => span.DisplayName == "chat claude-sonnet-5-5");
        Tags(calls[0]).Should().BeEquivalentTo((Asked + Answered + Usage + written).Split(' '));
        Tags(calls[2]).Should().BeEquivalentTo((Asked + Answered + " promptcaching.response_cache.age").Split(' '), "it is a hit");
        Tags(calls[3]).Should().BeEquivalentTo(
            (Asked + Answered + Usage + written + " gen_ai.request.stream gen_ai.response.time_to_first_chunk").Split(' '));
        Tags(calls[5]).Should().BeEquivalentTo((Asked + " error.type gen_ai.request.max_tokens").Split(' '), "it failed");
    }

    [Fact]
    public async Task Attempts_are_below_their_calls()
    {
        var spans = (await Export.RunAsync(isLatest: false)).Spans;

        var calls = spans.Where(static span => span.Kind == ActivityKind.Client).ToList();
        var attempts = spans.Where(static span => span.Kind == ActivityKind.Internal).ToLookup(static span => span.ParentSpanId);
        calls.Select(call => attempts[call.SpanId].Count()).Should().Equal(1, 1, 0, 1, 2, 2);
        Tags(attempts[calls[4].SpanId].Last()).Should().BeEquivalentTo(
            "promptcaching.attempt", "http.request.resend_count", "http.response.status_code", "promptcaching.request_id", "server.address", "server.port");
    }

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(static tag => tag.Key);
}
