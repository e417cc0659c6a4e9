using System.Diagnostics;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>The call upstream belongs to nobody: it takes what it needs from the first caller and leaves that caller alone.</summary>
public sealed class UpstreamRequestTests : IDisposable
{
    private static readonly AsyncLocal<string?> _tenant = new();
    private readonly FlightUnderTest _flight = new();
    private readonly CancellationTokenSource _leaves = new();

    public void Dispose()
    {
        _flight.Dispose();
        _leaves.Dispose();
    }

    [Fact]
    public async Task What_flows_with_the_first_caller_does_not_flow_into_the_call_but_its_activity_does()
    {
        var seen = (string?)"nothing";
        ActivityTraceId? trace = null;
        _flight.Server.OnArrival = _ => (seen, trace) = (_tenant.Value, Activity.Current?.TraceId);
        using var activity = new Activity("request of the host").Start();
        _tenant.Value = "tenant a";

        var asking = _flight.AskAsync(Questions.Json);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        await asking;

        seen.Should().BeNull();
        trace.Should().Be(activity.TraceId);
        _tenant.Value.Should().Be("tenant a");
    }

    [Fact]
    public async Task Wishes_around_the_first_call_go_with_it_although_they_do_not_flow()
    {
        using (ClaudeCall.Use(new ClaudeCall { CacheControl = CacheControlMode.Off, Scope = "a", TimeToLive = TimeSpan.FromSeconds(5) }))
        {
            var asking = _flight.AskAsync(Questions.Json);
            (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
            (await asking).Report.Verdict.Outcome.Should().Be(CacheOutcome.NotTreated);
            _flight.Chain.Clock.Advance(TimeSpan.FromSeconds(6));
            _ = _flight.AskAsync(Questions.Json);
            (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        }
    }

    [Fact]
    public async Task The_callers_request_is_as_it_was()
    {
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        request.Headers.Add("anthropic-beta", "one");
        request.Headers.Add("x-mine", "1");
        var content = request.Content;
        var asking = _flight.Chain.Http.SendAsync(request);
        var call = await _flight.Server.NextCallAsync();
        call.Request.Should().NotBeSameAs(request);
        call.Headers.Should().Contain("x-mine", "1").And.Contain("anthropic-beta", "one").And.ContainKey("x-api-key");
        call.AnswerWhole(Answers.Message);

        using var response = await asking;

        response.RequestMessage.Should().BeSameAs(request);
        request.Content.Should().BeSameAs(content);
        request.Headers.Select(header => header.Key).Should().BeEquivalentTo("anthropic-beta", "x-mine");
        (await content!.ReadAsByteArrayAsync()).Should().Equal(Questions.Json.Utf8());
    }

    [Fact]
    public async Task A_first_caller_who_has_left_may_dispose_of_the_request_or_ask_something_else_while_the_call_is_sent_again()
    {
        using var flight = new FlightUnderTest(options => options.Retrying = new() { AnswerTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan });
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        var request = ChainUnderTest.Post(Questions.Json.Utf8());
        request.Headers.Add("x-mine", "1");
        var leader = invoker.SendAsync(request, _leaves.Token);
        var other = flight.AskAsync(Questions.Json);
        var first = await flight.Server.NextCallAsync();
        await _leaves.CancelAsync();
        await leader.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        request.Content!.Dispose();
        request.Headers.Clear();
        request.Content = new StringContent("""{"model":"claude-haiku-5-5","max_tokens":1,"messages":[{"role":"user","content":"Another?"}]}""");
        var reused = invoker.SendAsync(request, CancellationToken.None);
        var another = await flight.Server.NextCallAsync();
        first.AnswerWhole(Answers.Overloaded, status: 529);
        while (flight.Server.Calls.Count < 3)
        {
            flight.Chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        var again = await flight.Server.NextCallAsync();
        again.Question.Should().Equal(first.Question);
        again.Headers.Should().Equal(first.Headers);
        again.AnswerWhole(Answers.Message);
        another.AnswerWhole(Answers.Message.Replace("Four", "Other", StringComparison.Ordinal));

        (await other).Text.Should().Be(Answers.Message);
        (await FlightUnderTest.ReadAsync(await reused)).Text.Should().Contain("Other.");
        request.Dispose();
    }

    [Fact]
    public async Task What_a_caller_of_ours_sends_may_be_disposed_of_too()
    {
        using var flight = new FlightUnderTest(options => options.Retrying = new() { AnswerTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan });
        var question = PromptCaching.Messages.MessageRequest.Parse(Questions.Json.Utf8());
        var leader = flight.Chain.Client.CreateMessageAsync(question, cancellationToken: _leaves.Token);
        var other = flight.Chain.Client.CreateMessageAsync(question);
        var first = await flight.Server.NextCallAsync();
        await _leaves.CancelAsync();
        await leader.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        first.AnswerWhole(Answers.Overloaded, status: 529);
        while (flight.Server.Calls.Count < 2)
        {
            flight.Chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        (await other.Soon()).Id.Should().Be("msg_1");
    }

    [Fact]
    public async Task A_request_that_changes_while_the_store_is_asked_is_sent_as_it_was()
    {
        var store = new UnreliableStore();
        var reading = new TaskCompletionSource<byte[]?>();
        store.OnRead = (_, _) => reading.Task;
        using var flight = new FlightUnderTest(options => options.DistributedCache = store);
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        var request = ChainUnderTest.Post(Questions.Json.Utf8());
        request.Headers.Add("x-mine", "1");
        var leader = invoker.SendAsync(request, _leaves.Token);
        var other = flight.AskAsync(Questions.Json);
        await _leaves.CancelAsync();
        await leader.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        request.Headers.Clear();
        request.RequestUri = new Uri("https://elsewhere.example/v1/messages");
        request.Dispose();

        reading.SetResult(null);

        var call = await flight.Server.NextCallAsync();
        call.Headers.Should().Contain("x-mine", "1");
        call.Request.RequestUri.Should().Be(new Uri(ChainUnderTest.Address));
        call.Question.Utf8().Should().Contain("2 + 2");
        call.AnswerWhole(Answers.Message);
        (await other).Text.Should().Be(Answers.Message);
    }
}
