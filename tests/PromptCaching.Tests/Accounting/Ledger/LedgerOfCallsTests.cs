using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class LedgerOfCallsTests
{
    private const string Question = """{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{"role":"user","content":"What does it cost?"}]}""";
    private const string Streamed = """{"model":"claude-sonnet-5-5","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"What does it cost?"}]}""";

    [Fact]
    public async Task An_attempt_has_an_entry_and_a_hit_has_one_that_costs_nothing()
    {
        using var chain = new ChainUnderTest();
        var paid = await chain.AskAsync(Question, request => new ClaudeCall { Scope = "team", Tags = ["chat"] }.Set(request));
        await chain.AskAsync(Question, request => new ClaudeCall { Scope = "team", Tags = ["again"] }.Set(request));

        chain.Handler.Usage.Entries.Should().BeEquivalentTo(
        [
            new
            {
                Source = CallSource.Api, Scope = "team", Tags = new[] { "chat" }, Model = "claude-sonnet-5-5", Knowledge = UsageKnowledge.Known,
                paid.Report.RequestId, paid.Report.MessageId, paid.Report.Usage, paid.Report.Cost, paid.Report.CostWithoutCaching, Error = (string?)null,
            },
            new
            {
                Source = CallSource.ResponseCache, Scope = "team", Tags = new[] { "again" }, Model = "claude-sonnet-5-5", Knowledge = UsageKnowledge.Known,
                paid.Report.RequestId, paid.Report.MessageId, Usage = (TokenUsage?)new TokenUsage(), Cost = (decimal?)0m, paid.Report.CostWithoutCaching,
                Error = (string?)null,
            },
        ]);
        paid.Report.Should().BeEquivalentTo(new { Scope = "team", Tags = new[] { "chat" } });
    }

    [Fact]
    public async Task Of_a_cut_stream_the_prompt_is_known_and_the_output_is_at_least_what_came()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("A long answer that breaks off in its middle.").CutAfter(4));
        await ((Func<Task>)(() => chain.AskAsync(Streamed))).Should().ThrowAsync<Exception>();

        var entry = chain.Handler.Usage.Entries.Should().ContainSingle().Subject;

        entry.Should().BeEquivalentTo(new { Knowledge = UsageKnowledge.Partly, Error = "incomplete", RequestId = chain.Emulator.Calls[0].RequestId });
        entry.Usage!.TotalInput.Should().Be(chain.Emulator.Calls[0].Usage!.PromptTokens);
        entry.Cost.Should().BePositive();
        chain.Handler.Usage.Total.IsExact.Should().BeFalse();
    }

    [Fact]
    public async Task An_error_costs_nothing_and_a_gateway_that_did_not_wait_is_unknown()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        chain.Emulator.Enqueue(EmulatedAnswer.GatewayTimeout());
        await chain.AskAsync(Question);
        await chain.AskAsync(Question);

        chain.Handler.Usage.Entries.Should().BeEquivalentTo(
        [
            new { Knowledge = UsageKnowledge.Known, Cost = (decimal?)0m, Error = "overloaded_error" },
            new { Knowledge = UsageKnowledge.Unknown, Cost = (decimal?)null, Error = "timeout_error" },
        ]);
    }

    [Fact]
    public async Task Where_no_connection_was_made_there_is_nothing_to_write_down()
    {
        using var chain = new ChainUnderTest(server: new Broken(HttpRequestError.ConnectionError));
        await ((Func<Task>)(() => chain.AskAsync(Question))).Should().ThrowAsync<HttpRequestException>();

        chain.Handler.Usage.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_connection_that_broke_may_have_been_billed_and_is_listed_as_unknown()
    {
        using var chain = new ChainUnderTest(server: new Broken(HttpRequestError.ResponseEnded));
        await ((Func<Task>)(() => chain.AskAsync(Question))).Should().ThrowAsync<HttpRequestException>();

        chain.Handler.Usage.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Knowledge = UsageKnowledge.Unknown, Usage = (TokenUsage?)null, Cost = (decimal?)null, Error = "connection", Model = "claude-sonnet-5-5",
        });
    }

    [Fact]
    public async Task A_stream_that_broke_before_its_first_content_is_partly_known_and_the_report_says_that_something_is_not()
    {
        using var chain = new ChainUnderTest(static options => options.Retrying.Enabled = true);
        chain.Emulator.Enqueue(EmulatedAnswer.Text("An answer of which only the start arrives.").CutAfter(1));
        var asking = chain.AskAsync(Streamed);
        while (!asking.IsCompleted)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        var report = (await asking).Report;

        chain.Handler.Usage.Entries.Select(static entry => entry.Knowledge).Should().Equal(UsageKnowledge.Partly, UsageKnowledge.Known);
        chain.Handler.Usage.Entries[0].Usage!.TotalInput.Should().Be(chain.Emulator.Calls[0].Usage!.PromptTokens);
        (report.Attempts, report.IsUsagePartlyUnknown).Should().Be((2, true));
    }

    [Fact]
    public async Task The_report_of_a_whole_answer_knows_all()
    {
        using var chain = new ChainUnderTest();

        (await chain.AskAsync(Streamed)).Report.IsUsagePartlyUnknown.Should().BeFalse();
    }

    [Fact]
    public async Task A_connection_that_was_not_made_in_time_carried_nothing()
    {
        using var chain = new ChainUnderTest(server: new Late());
        await ((Func<Task>)(() => chain.AskAsync(Question))).Should().ThrowAsync<OperationCanceledException>();

        chain.Handler.Usage.Entries.Should().BeEmpty();
    }

    private sealed class Late : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("late", new TimeoutException());
    }

    private sealed class Broken(HttpRequestError error) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(error);
    }
}
