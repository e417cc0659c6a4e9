using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Http;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Telemetry;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting;

public sealed class LimitedCallTests
{
    private const string Body = """{"model":"claude-opus-4-8","speed":"fast","max_tokens":77,"messages":[]}""";

    [Fact]
    public void A_call_is_counted_by_its_model_its_speed_and_whose_it_is_and_expected_by_its_length()
    {
        using var request = ChainUnderTest.Post(Body.Utf8());
        request.Headers.Add("x-api-key", "own");
        request.Headers.Add("anthropic-workspace", "wrk");
        var report = new CallReport { Attempts = 2 };
        new CallContext(Body.Utf8(), report).Attach(request);

        var call = Of(request);

        call.Key.Should().Be(new PoolKey(ClaudeEndpoint.Messages, "opus-4", true, "api.anthropic.com", "own", call.Key.Workspace));
        call.Tokens.Should().Be(new AttemptTokens(null, Body.Length / 4.0, 77));
        call.Should().BeEquivalentTo(new { Priority = CallPriority.Normal, Progress = (object?)null, Attempts = 2 });
        call.Waited(TimeSpan.FromSeconds(1));
        call.Waited(TimeSpan.FromSeconds(2));
        report.QuotaWait.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void What_the_plan_for_the_prompt_cache_expects_is_taken_along()
    {
        using var request = ChainUnderTest.Post(Body.Utf8());
        var context = new CallContext(Body.Utf8(), new CallReport());
        var forecast = new InputForecast(static () => (10, 5));
        context.Note(forecast);
        context.Attach(request);

        Of(request).Tokens.Forecast.Should().BeSameAs(forecast);
    }

    [Fact]
    public void Where_nobody_can_read_what_a_caller_allows_an_answer_may_come_to_anything()
    {
        using var request = ChainUnderTest.Post("not JSON".Utf8());
        new CallContext("not JSON".Utf8(), new CallReport()).Attach(request);

        Of(request).Tokens.Should().Be(new AttemptTokens(null, 2, int.MaxValue));
    }

    [Fact]
    public void Of_what_is_no_call_only_the_request_counts()
    {
        using var request = ChainUnderTest.Post("{}".Utf8());

        var call = Of(request);

        call.Tokens.Should().BeSameAs(AttemptTokens.None);
        call.Should().BeEquivalentTo(new { Attempts = 0, Report = (object?)null });
        call.Key.Should().BeEquivalentTo(new { Class = "", IsFast = false });
        call.Invoking(static it => it.Waited(TimeSpan.FromSeconds(1))).Should().NotThrow();
    }

    [Fact]
    public void What_a_caller_wishes_is_followed()
    {
        using var request = ChainUnderTest.Post("{}".Utf8());
        new ClaudeCall { Priority = CallPriority.High, QueueProgress = new Progress<QueuePosition>() }.Set(request);

        var call = Of(request);

        call.Priority.Should().Be(CallPriority.High);
        call.Progress.Should().BeOfType<GuardedProgress>();
    }

    private static LimitedCall Of(HttpRequestMessage request) => LimitedCall.Of(request, ClaudeEndpoint.Messages, NullLogger.Instance);
}
