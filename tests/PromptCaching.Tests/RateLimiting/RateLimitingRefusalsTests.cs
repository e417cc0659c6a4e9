namespace PromptCaching.Tests.RateLimiting;

/// <summary>What a caller and the log are told where there is no permit: one request a minute, and nobody waits.</summary>
public sealed class RateLimitingRefusalsTests : IDisposable
{
    private const string Reason = "The quota (1 requests a minute) is used up, and the queue (of 0) is full. "
        + "Raise RateLimiting:QueueLimit or RateLimiting:LongestWait to wait longer.";

    private readonly LimitedServer _server = new();

    public RateLimitingRefusalsTests() => _server.Options.RequestsPerMinute = 1;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_first_attempt_is_refused_with_nothing_sent()
    {
        await _server.AskAsync();

        var refusal = await RefusalAsync<ClaudeRefusedException>(new CallReport());

        refusal.Message.Should().Be(Reason + " Try again in 60.0 s.");
        refusal.Should().BeEquivalentTo(new { Reason = RefusalReason.Quota, RetryAfter = TimeSpan.FromMinutes(1) });
        _server.Log.Lines.Should().Equal($"Warning: The call does not wait for a permit: {Reason} It may come back in 00:01:00.");
        _server.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Of_a_later_attempt_it_cannot_be_said_that_nothing_was_sent()
    {
        await _server.AskAsync();

        var refusal = await RefusalAsync<ClaudeException>(new CallReport { Attempts = 1 });

        refusal.Message.Should().Be("There is no permit for another attempt. " + Reason + " Try again in 60.0 s.");
        refusal.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_client_that_ends_says_that_this_attempt_was_not_sent()
    {
        _server.Options.QueueLimit = 1;
        await _server.AskAsync();
        var waiting = _server.AskAsync();

        _server.Pools.Dispose();

        var ended = (await ((Func<Task>)(() => waiting)).Should().ThrowExactlyAsync<ClaudeException>()).Which;
        ended.Message.Should().Be("The client was disposed while the call waited for a permit; this attempt was not sent.");
        ended.InnerException.Should().BeOfType<ObjectDisposedException>();
    }

    [Fact]
    public async Task Waits_of_all_attempts_are_added_up_in_the_report()
    {
        _server.Options.QueueLimit = 1;
        await _server.AskAsync();
        var report = new CallReport { QuotaWait = TimeSpan.FromSeconds(5) };
        var waiting = _server.AskAsync(report: report);

        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await waiting;

        report.QuotaWait.Should().Be(TimeSpan.FromSeconds(65));
    }

    private async Task<TException> RefusalAsync<TException>(CallReport report)
        where TException : ClaudeException =>
        (await ((Func<Task>)(() => _server.AskAsync(report: report))).Should().ThrowExactlyAsync<TException>()).Which;
}
