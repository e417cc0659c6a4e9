using System.Diagnostics;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

public sealed class CallSpanTests
{
    private const string Body =
        """{"model":"claude-sonnet-5-5","max_tokens":1000,"stop_sequences":["END"],"messages":[{"role":"user","content":"Hi"}]}""";

    private static readonly string _stream = Body.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_call_is_a_span_below_its_callers_and_says_what_was_asked_and_what_came()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest();

        var answered = await chain.AskAsync(Body);

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.ParentSpanId.Should().Be(traced.Caller.SpanId);
        span.DisplayName.Should().Be("chat claude-sonnet-5-5");
        span.TagObjects.Should().Contain(new Dictionary<string, object?>
        {
            ["gen_ai.operation.name"] = "chat",
            ["gen_ai.provider.name"] = "anthropic",
            ["gen_ai.request.model"] = "claude-sonnet-5-5",
            ["gen_ai.request.max_tokens"] = 1000L,
            ["gen_ai.response.model"] = answered.Report.Model,
            ["gen_ai.response.id"] = answered.Report.MessageId,
            ["gen_ai.usage.input_tokens"] = answered.Report.Usage!.TotalInput,
            ["gen_ai.usage.output_tokens"] = answered.Report.Usage.Output,
            ["server.address"] = "api.anthropic.com",
            ["server.port"] = 443,
            ["promptcaching.source"] = "api",
            ["promptcaching.attempts"] = 1,
            ["promptcaching.response_cache.result"] = "miss",
            ["promptcaching.cost"] = (double?)answered.Report.Cost,
            ["promptcaching.request_id"] = answered.Report.RequestId,
        });
        span.GetTagItem("gen_ai.request.stop_sequences").Should().BeEquivalentTo(new[] { "END" });
        span.GetTagItem("gen_ai.response.finish_reasons").Should().BeEquivalentTo(new[] { answered.Report.StopReason });
        span.Status.Should().Be(ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task What_a_request_sets_is_on_its_span()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(server: new ScriptedServer("{}"));

        await chain.AskAsync("""{"model":"m","messages":[{"temperature":7}],"temperature":0.5,"top_p":1,"top_k":3,"max_tokens":9.5,"stream":null}""");

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.TagObjects.Should().Contain(new Dictionary<string, object?>
        {
            ["gen_ai.request.temperature"] = 0.5,
            ["gen_ai.request.top_p"] = 1.0,
            ["gen_ai.request.top_k"] = 3L,
        });
        span.TagObjects.Should().NotContain(tag => tag.Key == "gen_ai.request.max_tokens" || tag.Key == "gen_ai.request.stream");
    }

    [Fact]
    public async Task An_attempt_is_a_span_below_its_call_and_counts_no_tokens()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest();

        await chain.AskAsync(Body);

        var attempt = traced.Attempts.Should().ContainSingle().Subject;
        attempt.ParentSpanId.Should().Be(traced.Calls[0].SpanId);
        attempt.TagObjects.Should().Contain(new Dictionary<string, object?> { ["promptcaching.attempt"] = 1, ["http.response.status_code"] = 200 });
        attempt.TagObjects.Should().NotContain(tag => tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hit_is_a_span_without_attempts_and_without_tokens()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Body);
        chain.Clock.Advance(TimeSpan.FromMinutes(2));
        using var traced = new Traced();

        await chain.AskAsync(Body);

        var span = traced.Calls.Should().ContainSingle().Subject;
        traced.Attempts.Should().BeEmpty();
        span.DisplayName.Should().Be("chat claude-sonnet-5-5");
        span.TagObjects.Should().Contain(new Dictionary<string, object?>
        {
            ["promptcaching.source"] = "response_cache",
            ["promptcaching.response_cache.result"] = "hit",
            ["promptcaching.response_cache.age"] = 120.0,
            ["promptcaching.cost"] = 0.0,
        });
        span.TagObjects.Should().NotContain(tag => tag.Key.StartsWith("gen_ai.usage.", StringComparison.Ordinal), "fetching a stored answer uses none");
    }

    [Fact]
    public async Task The_span_of_a_stream_ends_with_the_stream()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest();

        var response = await chain.Http.SendAsync(ChainUnderTest.Post(_stream.Utf8()), HttpCompletionOption.ResponseHeadersRead);

        traced.Calls.Should().BeEmpty();
        Activity.Current.Should().BeSameAs(traced.Caller, "what the caller does now is not part of the call");
        using var reading = new Activity("reading").Start();
        await response.Content.ReadAsByteArrayAsync();
        traced.Calls.Should().ContainSingle().Which.GetTagItem("gen_ai.request.stream").Should().Be(true);
        Activity.Current.Should().BeSameAs(reading, "the end of a call is none of its reader's activities");
    }

    [Fact]
    public async Task A_repeated_call_has_a_span_for_each_attempt()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(static options => options.Retrying.Enabled = true);
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await chain.Clock.RunAsync(chain.AskAsync(Body));

        traced.Calls.Should().ContainSingle().Which.GetTagItem("promptcaching.attempts").Should().Be(2);
        traced.Attempts.Select(attempt => attempt.GetTagItem("http.response.status_code")).Should().Equal(529, 200);
        traced.Attempts.Select(attempt => attempt.GetTagItem("error.type")).Should().Equal(new object?[] { "overloaded_error", null });
        traced.Attempts.Select(attempt => attempt.GetTagItem("http.request.resend_count")).Should().Equal(new object?[] { null, 1 });
        traced.Attempts.Should().OnlyContain(attempt => attempt.ParentSpanId == traced.Calls[0].SpanId);
    }

    [Fact]
    public async Task A_failed_call_says_why()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await chain.AskAsync(Body);

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.Status.Should().Be(ActivityStatusCode.Error);
        span.GetTagItem("error.type").Should().Be("overloaded_error");
        span.GetTagItem("gen_ai.request.model").Should().Be("claude-sonnet-5-5");
    }

    [Fact]
    public async Task A_call_that_is_refused_here_has_a_span_too()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest();

        var asking = () => chain.AskAsync(Body, static request => request.Headers.Add("x-promptcaching-response-cache", "only-if-cached"));

        await asking.Should().ThrowAsync<ClaudeRefusedException>();
        var span = traced.Calls.Should().ContainSingle().Subject;
        (span.GetTagItem("error.type"), span.GetTagItem("promptcaching.refusal")).Should().Be(("refused", "not_cached"));
        traced.Attempts.Should().BeEmpty();
        Activity.Current.Should().BeSameAs(traced.Caller);
    }

    [Fact]
    public async Task A_joined_call_is_linked_to_the_call_that_went_up()
    {
        using var traced = new Traced();
        using var gate = new GatedServer();
        using var chain = new ChainUnderTest(server: gate);
        gate.InnerHandler = chain.Emulator;
        var first = chain.AskAsync(Body);
        await gate.Asked;
        var second = chain.AskAsync(Body);
        gate.Open();

        await Task.WhenAll(first, second);

        var joined = traced.Calls.Single(call => call.GetTagItem("promptcaching.source") is "joined");
        var leader = traced.Calls.Single(call => call != joined);
        joined.Links.Should().ContainSingle().Which.Context.SpanId.Should().Be(leader.SpanId);
        leader.Links.Should().BeEmpty();
        joined.TagObjects.Should().NotContain(tag => tag.Key.StartsWith("gen_ai.usage.", StringComparison.Ordinal), "one of them pays");
        traced.Attempts.Should().ContainSingle().Which.ParentSpanId.Should().Be(leader.SpanId);
    }

    [Theory]
    [InlineData(false, "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens")]
    [InlineData(true, "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens")]
    public async Task Writes_to_the_cache_have_the_name_of_either_generation(bool isLatest, string name, string other)
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(options => options.Telemetry.LatestConventions = isLatest);
        var body = $$"""{"model":"claude-sonnet-5-5","max_tokens":1000,"system":"{{Texts.Words(3000)}}","messages":[{"role":"user","content":"Hi"}]}""";

        var answered = await chain.AskAsync(body);

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.GetTagItem(name).Should().Be(answered.Report.Usage!.CacheWrite).And.NotBe(0L);
        span.GetTagItem(other).Should().BeNull();
        span.GetTagItem("gen_ai.usage.input_tokens").Should().Be(answered.Report.Usage.TotalInput, "the conventions count writes and reads as input");
        span.GetTagItem("promptcaching.prompt_cache.outcome").Should().Be("cold_start");
    }

    [Fact]
    public async Task A_span_lasts_as_long_as_its_clock_says()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(static options => options.Retrying.Enabled = true);
        var begun = chain.Clock.GetUtcNow();
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await chain.Clock.RunAsync(chain.AskAsync(Body));

        traced.Calls.Should().ContainSingle().Which.Duration.Should().Be(chain.Clock.GetUtcNow() - begun).And.BePositive();
    }
}
