using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Telemetry;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

public sealed class UsageMeterTests : IDisposable
{
    private const string Question = """{"model":"m","max_tokens":2000,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Answer =
        """{"type":"message","id":"msg","model":"m","stop_reason":"end_turn","content":[],"usage":{"input_tokens":1000000,"output_tokens":0}}""";

    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ModelCatalog _catalog = new([new ModelCatalogEntry { Id = "m", Prices = new() { Input = 1m, Output = 2m } }]);
    private readonly ManualTimeProvider _clock = new(_now);
    private readonly Meter _meter = new("test");
    private readonly CostLedger _ledger;
    private readonly CallEstimates _estimates;
    private readonly CallReport _report = new();

    public UsageMeterTests()
    {
        _ledger = new CostLedger(new AccountingOptions(), _clock, NullLogger.Instance);
        _estimates = new CallEstimates(static () => _catalog, _clock);
    }

    [Fact]
    public async Task An_answer_that_was_read_is_booked_reported_and_learned()
    {
        using var response = await SendAsync(static () => Ok(), new ClaudeCall { Scope = "s", Tags = ["t"] });
        _ledger.Entries.Should().BeEmpty("it is not read yet");
        await response.Content.ReadAsByteArrayAsync();
        _ledger.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new UsageEntry
        {
            At = _now, Source = CallSource.Api, RequestId = "req_1", MessageId = "msg", Model = "m", Scope = "s", Tags = ["t"],
            Usage = new TokenUsage { Input = 1_000_000 }, Cost = 1m, CostWithoutCaching = 1m,
        });
        _report.Should().BeEquivalentTo(new { Attempts = 1, Source = CallSource.Api, RequestId = "req_1", Cost = 1m });
        Estimate.SeenCost.Should().BePositive();
    }

    [Fact]
    public async Task What_keeps_a_prefix_warm_teaches_nothing_of_other_calls()
    {
        var report = new CallReport { IsKeepWarm = true };
        using var response = await SendAsync(static () => Ok(), report: report);
        await response.Content.ReadAsByteArrayAsync();
        _ledger.Entries[0].IsKeepWarm.Should().BeTrue();
        Estimate.SeenCost.Should().Be(0m);
    }

    [Fact]
    public async Task An_attempt_that_was_refused_further_down_is_none()
    {
        await FailAsync<ClaudeRefusedException>(new ClaudeRefusedException(RefusalReason.Quota, "no"));
        _report.Attempts.Should().Be(0);
        _ledger.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task An_attempt_that_broke_is_one_and_its_call_has_no_source()
    {
        await FailAsync<HttpRequestException>(new HttpRequestException(HttpRequestError.ResponseEnded));
        _report.Should().BeEquivalentTo(new { Attempts = 1, Source = CallSource.None, IsUsagePartlyUnknown = true });
        _ledger.Entries.Should().ContainSingle().Which.Error.Should().Be("connection");
    }

    [Fact]
    public async Task An_error_is_booked_at_once_with_its_request_id()
    {
        using var response = await SendAsync(static () => Ok(HttpStatusCode.TooManyRequests));
        response.Content.Should().NotBeOfType<ResponseTap>();
        _report.Should().BeEquivalentTo(new { Attempts = 1, Source = CallSource.None, RequestId = "req_1" });
        _ledger.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Error = "rate_limit_error", RequestId = "req_1", Cost = 0m });
    }

    [Fact]
    public async Task Another_success_than_200_is_no_answer()
    {
        using var response = await SendAsync(static () => Ok(HttpStatusCode.Accepted));
        _report.Source.Should().Be(CallSource.None);
    }

    [Fact]
    public async Task A_request_that_is_no_call_of_ours_passes_uncounted()
    {
        using var request = ChainUnderTest.Post(Question.Utf8());
        using var response = await Invoker(static () => Ok()).SendAsync(request, CancellationToken.None);
        await response.Content.ReadAsByteArrayAsync();
        _ledger.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_reservation_pays_for_the_attempts_of_its_call()
    {
        using var book = new BudgetBook([new Budget { Name = "b", Usd = 9m }], _clock, NullLogger.Instance, new BudgetMetrics(_meter));
        var reservation = await book.ReserveAsync(null, [], Estimate, default);
        using var response = await SendAsync(static () => Ok(), note: context => context.Note(reservation!));
        await response.Content.ReadAsByteArrayAsync();
        book.Status[0].Spent.Should().Be(1m);
    }

    public void Dispose() => _meter.Dispose();

    private CallEstimate Estimate => _estimates.Of(RequestOutline.Of(Question.Utf8()), Question.Length)!;

    private static HttpResponseMessage Ok(HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(Answer) };
        response.Headers.Add("request-id", "req_1");
        return response;
    }

    private async Task FailAsync<T>(Exception failure)
        where T : Exception => await ((Func<Task>)(() => SendAsync(() => throw failure))).Should().ThrowAsync<T>();

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpResponseMessage> answer, ClaudeCall? call = null, CallReport? report = null, Action<CallContext>? note = null)
    {
        var request = ChainUnderTest.Post(Question.Utf8());
        call?.Set(request);
        var context = new CallContext(Question.Utf8(), report ?? _report);
        note?.Invoke(context);
        context.Attach(request);
        return await Invoker(answer).SendAsync(request, CancellationToken.None);
    }

    private HttpMessageInvoker Invoker(Func<HttpResponseMessage> answer) => new(
        new UsageMeterHandler(
            static () => _catalog, _ledger, _estimates, new CallTelemetry(_meter, static () => new TelemetryOptions(), _clock, NullLogger.Instance))
        {
            InnerHandler = new Answering(answer),
        });

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            return answer();
        }
    }
}
