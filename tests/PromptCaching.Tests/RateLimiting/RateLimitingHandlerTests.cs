using System.Globalization;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Client;

namespace PromptCaching.Tests.RateLimiting;

public sealed class RateLimitingHandlerTests
{
    [Fact]
    public async Task A_refusal_is_typed_says_when_to_come_back_and_sends_nothing()
    {
        await using var claude = Limited(perMinute: 1, queue: 0);
        await claude.Client.CreateMessageAsync(Question(0));

        var asking = () => claude.Client.CreateMessageAsync(Question(1));

        var refusal = (await asking.Should().ThrowAsync<ClaudeRefusedException>()).Which;
        refusal.Reason.Should().Be(RefusalReason.Quota);
        refusal.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
        refusal.Message.Should().Contain("60.0 s").And.Contain("QueueLimit");
        claude.Emulator.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_refusal_of_a_retry_does_not_say_that_nothing_was_sent()
    {
        await using var claude = Limited(perMinute: 1, queue: 0);
        claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        var asking = () => claude.RunAsync(claude.Client.CreateMessageAsync(Question(0)));

        (await asking.Should().ThrowExactlyAsync<ClaudeException>()).Which.RetryAfter.Should().BePositive();
        claude.Reports.Single().Attempts.Should().Be(1);
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_waits_with_an_exception_of_ours()
    {
        var claude = Limited(perMinute: 1, queue: 10);
        await claude.Client.CreateMessageAsync(Question(0));
        var waiting = claude.Client.CreateMessageAsync(Question(1));

        await claude.DisposeAsync();

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ClaudeException>();
    }

    [Fact]
    public async Task A_cached_answer_needs_no_permit()
    {
        await using var claude = Limited(perMinute: 1, queue: 0);

        await claude.Client.CreateMessageAsync(Question(0));

        (await claude.Client.CreateMessageAsync(Question(0))).GetCallReport()!.Attempts.Should().Be(0);
    }

    [Fact]
    public async Task Every_attempt_takes_a_permit_and_none_is_held_while_a_retry_waits()
    {
        await using var claude = Limited(perMinute: 2, queue: 10);
        claude.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(10)));
        var retried = claude.Client.CreateMessageAsync(Question(0));

        await claude.Client.CreateMessageAsync(Question(1));
        await claude.RunAsync(retried);

        var calls = claude.Emulator.Calls;
        calls.Should().HaveCount(3);
        (calls[2].StartedAt - calls[0].StartedAt).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30), "the third attempt waits for a third permit");
    }

    [Fact]
    public async Task Counting_tokens_has_a_pool_of_its_own()
    {
        await using var claude = Limited(perMinute: 1, queue: 0);
        await claude.Client.CreateMessageAsync(Question(0));

        (await claude.Client.CountTokensAsync(Question(0))).InputTokens.Should().BePositive();
    }

    [Fact]
    public async Task Fifty_leave_a_minute_until_the_first_answer_teaches_better()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRateLimiting(options => options.QueueLimit = 0), limits: EmulatedRateLimits.Scale);

        for (var call = 0; call < 200; call++)
        {
            await claude.RunAsync(claude.Client.CreateMessageAsync(Question(call)));
            claude.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        claude.Emulator.Calls.Should().HaveCount(200);
    }

    [Fact]
    public async Task Without_such_headers_fifty_a_minute_stay_fifty()
    {
        await using var claude = new ClaudeUnderTest(
            builder => builder.ConfigureRateLimiting(options => options.QueueLimit = 0),
            new Scripted(() => new HttpResponseMessage { Content = new StringContent("{}") }));
        for (var call = 0; call < 50; call++)
        {
            await claude.Client.CreateMessageAsync(Question(call));
        }

        await ((Func<Task>)(() => claude.Client.CreateMessageAsync(Question(50)))).Should().ThrowAsync<ClaudeRefusedException>();
    }

    private static ClaudeUnderTest Limited(int perMinute, int queue) => new(builder => builder.ConfigureRateLimiting(options =>
    {
        options.RequestsPerMinute = perMinute;
        options.QueueLimit = queue;
    }));

    private static MessageRequest Question(int number) => MessageRequest.FromPrompt("Question " + number.ToString(CultureInfo.InvariantCulture));
}
