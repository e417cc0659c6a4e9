using System.Net;
using PromptCaching.Accounting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

/// <summary>How a call is opened and closed, whatever happens in between.</summary>
public sealed class OpenedCallTests
{
    private const string Question = """{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Message = """{"id":"msg_1","type":"message","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[],"usage":{"input_tokens":9,"output_tokens":3}}""";

    [Fact]
    public async Task A_wish_that_cannot_be_read_is_refused_before_anything_is_sent_and_ends_in_a_report()
    {
        using var chain = new ChainUnderTest(options => options.Observers.Add(_reports));
        var refused = (await ((Func<Task>)(() => chain.AskAsync(Question, static request => request.Headers.Add("x-promptcaching-ttl", "soon"))))
            .Should().ThrowAsync<ClaudeRefusedException>()).Which;
        refused.Reason.Should().Be(RefusalReason.Validation);
        refused.InnerException.Should().BeOfType<FormatException>().Which.Message.Should().Be(refused.Message);
        chain.Upstream.Should().Be(0);
        _reports.All.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Error = "refused", Refusal = "validation", Attempts = 0, IsComplete = true });
    }

    [Fact]
    public async Task Who_is_refused_by_a_budget_is_told_which_and_of_which_model()
    {
        using var chain = new ChainUnderTest(options =>
        {
            options.Observers.Add(_reports);
            options.Budgets.Add(new Budget { Name = "b", Usd = 0m });
        });
        await ((Func<Task>)(() => chain.AskAsync(Question))).Should().ThrowAsync<ClaudeRefusedException>();
        _reports.All.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Error = "refused", Refusal = "budget", RefusedByBudget = "b", Model = "claude-sonnet-5-5" });
    }

    [Fact]
    public async Task An_error_ends_in_a_report_with_its_type_the_model_that_was_asked_and_the_time_to_its_first_byte()
    {
        using var chain = new ChainUnderTest(
            options =>
            {
                options.ResponseCaching.Enabled = false;
                options.Budgets.Add(new Budget { Name = "b", Usd = 1m });
            },
            new Slow(this, HttpStatusCode.InternalServerError));
        _clock = chain.Clock;
        var answered = await chain.AskAsync(Question);
        answered.Report.Should().BeEquivalentTo(new
        {
            Error = "api_error", Model = "claude-sonnet-5-5", TimeToFirstByte = TimeSpan.FromSeconds(3), Duration = TimeSpan.FromSeconds(3), IsComplete = true,
        });
        answered.Response.RequestMessage.Should().NotBeNull();
        chain.Handler.Usage.Budgets[0].Should().BeEquivalentTo(new { Reserved = 0m, Spent = 0m }, "an error ends what was reserved");
    }

    [Fact]
    public async Task A_call_that_was_cancelled_says_so()
    {
        using var chain = new ChainUnderTest(options => options.Observers.Add(_reports), new Hanging());
        using var leaving = new CancellationTokenSource();
        var call = chain.Http.SendAsync(ChainUnderTest.Post(Question.Utf8()), leaving.Token);
        await leaving.CancelAsync();
        await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>();
        _reports.All.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Error = "canceled", Model = "claude-sonnet-5-5", Refusal = (string?)null });
    }

    [Theory]
    [InlineData("https://api.anthropic.com/v1/messages/count_tokens")]
    [InlineData("https://api.anthropic.com/v1/messages/batches")]
    public async Task What_is_no_call_for_a_message_has_no_report(string address)
    {
        using var chain = new ChainUnderTest(options => options.Observers.Add(_reports), new ScriptedServer("{}"));
        using var response = await chain.Http.SendAsync(ChainUnderTest.Post(Question.Utf8(), address));
        _reports.All.Should().BeEmpty();
        response.GetCallReport().Should().BeNull();
    }

    [Fact]
    public async Task Scope_and_tags_of_a_call_are_in_its_report()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(Message));
        (await chain.AskAsync(Question, static request => new ClaudeCall { Scope = "s", Tags = ["t"] }.Set(request))).Report
            .Should().BeEquivalentTo(new { Scope = "s", Tags = new[] { "t" } });
        (await chain.AskAsync(Question)).Report.Tags.Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_at_the_limit_is_sent_and_one_that_is_announced_beyond_it_is_not()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(Message));
        using var request = ChainUnderTest.Post(Question.Utf8());
        request.Content!.Headers.ContentLength = (64L * 1024 * 1024) + 1;
        (await ((Func<Task>)(() => chain.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>())
            .WithMessage("The request body is longer than 64 MB; the API takes at most 32 MB.").Which.Reason.Should().Be(RefusalReason.Validation);
    }

    private readonly Kept _reports = new();
    private PromptCaching.Testing.ManualTimeProvider? _clock;

    private sealed class Kept : ICallObserver
    {
        public List<CallReport> All { get; } = [];

        public void OnCallCompleted(CallReport report) => All.Add(report);
    }

    private sealed class Slow(OpenedCallTests test, HttpStatusCode status) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            test._clock!.Advance(TimeSpan.FromSeconds(3));
            return new HttpResponseMessage(status) { Content = new StringContent("{}") };
        }
    }

    private sealed class Hanging : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
