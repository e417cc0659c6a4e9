using System.Net;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>When a stored answer that is past its time stands in for one that the API could not give.</summary>
public sealed class StandInTests : IDisposable
{
    private const string Message = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{}}""";
    private readonly ChainUnderTest _chain;
    private Func<HttpResponseMessage> _answer = static () => new HttpResponseMessage { Content = new StringContent(Message) };

    public StandInTests() => _chain = new ChainUnderTest(
        static options => options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromHours(1), new Changing(this));

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task For_a_connection_that_broke_and_the_log_names_the_error()
    {
        await StaleAsync(static () => throw new HttpRequestException(HttpRequestError.ConnectionError));
        (await _chain.AskAsync(Questions.Json)).Header("x-promptcaching-result").Should().Be("stale");
        _chain.Loggers.Lines.Should().Contain("Warning: The API gave no answer (ConnectionError); a stored one that is past its time was served.");
    }

    [Fact]
    public async Task For_an_api_that_is_known_to_be_away()
    {
        await StaleAsync(static () => throw new ClaudeRefusedException(RefusalReason.Unavailable, "away"));
        (await _chain.AskAsync(Questions.Json)).Header("x-promptcaching-result").Should().Be("stale");
        _chain.Loggers.Lines.Should().Contain("Warning: The API gave no answer (Unavailable); a stored one that is past its time was served.");
    }

    [Theory]
    [InlineData(RefusalReason.Quota)]
    [InlineData(RefusalReason.Validation)]
    public async Task Not_for_a_call_that_was_refused_for_another_reason(RefusalReason reason)
    {
        await StaleAsync(() => throw new ClaudeRefusedException(reason, "no"));
        (await ((Func<Task>)(() => _chain.AskAsync(Questions.Json))).Should().ThrowAsync<ClaudeRefusedException>()).Which.Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData(529, 200)]
    [InlineData(503, 503)]
    [InlineData(500, 500)]
    [InlineData(429, 429)]
    public async Task For_an_overloaded_api_and_no_other_status(int status, int expected)
    {
        await StaleAsync(() => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}") });
        (await _chain.AskAsync(Questions.Json)).Status.Should().Be(expected);
    }

    [Fact]
    public async Task Not_where_there_is_none()
    {
        _answer = static () => throw new HttpRequestException();
        await ((Func<Task>)(() => _chain.AskAsync(Questions.Json))).Should().ThrowAsync<HttpRequestException>();
        _answer = static () => throw new ClaudeRefusedException(RefusalReason.Unavailable, "away");
        await ((Func<Task>)(() => _chain.AskAsync(Questions.Json))).Should().ThrowAsync<ClaudeRefusedException>();
        _answer = static () => new HttpResponseMessage((HttpStatusCode)529) { Content = new StringContent("{}") };
        (await _chain.AskAsync(Questions.Json)).Status.Should().Be(529);
    }

    [Fact]
    public async Task Not_for_who_wants_a_new_one()
    {
        await StaleAsync(static () => new HttpResponseMessage((HttpStatusCode)529) { Content = new StringContent("{}") });
        (await _chain.AskAsync(Questions.Json, static request => new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh }.Set(request))).Status.Should().Be(529);
    }

    private async Task StaleAsync(Func<HttpResponseMessage> then)
    {
        await _chain.AskAsync(Questions.Json);
        _chain.Clock.Advance(TimeSpan.FromMinutes(61));
        _answer = then;
    }

    private sealed class Changing(StandInTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            return test._answer();
        }
    }
}
