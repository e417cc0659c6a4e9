using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Threading.RateLimiting;
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

        await claude.RunAsync(Task.WhenAll(retried, claude.Client.CreateMessageAsync(Question(1))));

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
    public async Task After_ten_answers_without_a_word_about_limits_there_are_none()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRateLimiting(options => options.QueueLimit = 0));

        for (var call = 0; call < 200; call++)
        {
            await claude.Client.CreateMessageAsync(Question(call));
        }

        claude.Emulator.Calls.Should().HaveCount(200);
    }

    [Fact]
    public async Task A_limit_that_is_set_holds_whatever_the_answers_leave_out()
    {
        await using var claude = Limited(perMinute: 20, queue: 0);
        for (var call = 0; call < 19; call++)
        {
            await claude.Client.CreateMessageAsync(Question(call));
        }

        await ((Func<Task>)(() => claude.Client.CreateMessageAsync(Question(19)))).Should().ThrowAsync<ClaudeRefusedException>();
    }

    [Fact]
    public async Task A_429_closes_the_gate_for_everybody_for_as_long_as_it_says()
    {
        await using var claude = Limited(perMinute: 1000, queue: 10);
        claude.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(7)));
        var refused = claude.Client.CreateMessageAsync(Question(0));

        var other = claude.Client.CreateMessageAsync(Question(1));
        await claude.RunAsync(Task.WhenAll(refused, other));

        var calls = claude.Emulator.Calls;
        calls.Should().HaveCount(3);
        calls.Skip(1).Should().OnlyContain(call => call.StartedAt >= calls[0].StartedAt + TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Tokens_read_from_the_prompt_cache_take_no_input_quota()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRateLimiting(options =>
        {
            options.InputTokensPerMinute = 30_000;
            options.QueueLimit = 0;
        }));
        var prefix = string.Concat(Enumerable.Repeat("A rule that always holds. ", 2000));

        for (var call = 0; call < 20; call++)
        {
            var request = MessageRequest.From("Question " + call.ToString(CultureInfo.InvariantCulture), prefix);
            await claude.Client.CreateMessageAsync(request);
        }

        claude.Emulator.Calls.Should().HaveCount(20).And.OnlyContain(call => call.Status == 200);
    }

    [Fact]
    public async Task A_limiter_of_the_users_own_takes_the_place_of_ours_and_its_lease_ends_with_the_answer()
    {
        using var own = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 });
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRateLimiting(options =>
        {
            options.RequestsPerMinute = 1;
            options.Limiter = _ => own;
        }));
        var begun = await claude.Client.StreamMessageAsync(Question(0));

        await ((Func<Task>)(() => claude.Client.CreateMessageAsync(Question(1)))).Should().ThrowAsync<ClaudeRefusedException>();
        await begun.DisposeAsync();

        await claude.Client.CreateMessageAsync(Question(2));
        claude.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_report_says_how_long_the_call_waited_for_quota()
    {
        await using var claude = Limited(perMinute: 1, queue: 1);
        await claude.Client.CreateMessageAsync(Question(0));

        var waited = await claude.RunAsync(claude.Client.CreateMessageAsync(Question(1)));

        waited.GetCallReport()!.QuotaWait.Should().BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_caller_who_throws_when_told_of_the_queue_harms_nobody()
    {
        await using var claude = Limited(perMinute: 2, queue: 10);
        await claude.Client.CreateMessageAsync(Question(0));

        var throwing = claude.Client.CreateMessageAsync(Question(1), new ClaudeCall { QueueProgress = new Throwing() });
        var other = claude.Client.CreateMessageAsync(Question(2));
        await claude.RunAsync(Task.WhenAll(throwing, other));

        claude.Emulator.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task Waits_refusals_and_closed_gates_are_counted_by_pool()
    {
        var counted = new ConcurrentBag<(string Name, string Pool)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("promptcaching.ratelimiting.", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => counted.Add((instrument.Name, (string)tags[0].Value!)));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Add((instrument.Name, (string)tags[0].Value!)));
        listener.Start();
        await using var claude = new ClaudeUnderTest(builder => builder
            .ConfigureRateLimiting(options => options.QueueLimit = 1)
            .ConfigureRetrying(options => options.MaxRetries = 0));
        var request = Question(0) with { Model = "claude-metered-7" };
        claude.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromMinutes(1)));
        await ((Func<Task>)(() => claude.Client.CreateMessageAsync(request))).Should().ThrowAsync<ClaudeApiException>();

        var waiting = claude.Client.CreateMessageAsync(request);
        await ((Func<Task>)(() => claude.Client.CreateMessageAsync(request with { MaxTokens = 9 }))).Should().ThrowAsync<ClaudeRefusedException>();
        await claude.RunAsync(waiting);

        counted.Where(one => one.Pool == "Messages metered-7").Select(one => one.Name).Distinct().Should().BeEquivalentTo(
            "promptcaching.ratelimiting.wait", "promptcaching.ratelimiting.closed", "promptcaching.ratelimiting.refused");
    }

    [Fact]
    public async Task Who_waits_longer_than_wanted_is_refused_at_once()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRateLimiting(options =>
        {
            options.RequestsPerMinute = 1;
            options.LongestWait = TimeSpan.FromSeconds(30);
        }));
        await claude.Client.CreateMessageAsync(Question(0));

        var asking = () => claude.Client.CreateMessageAsync(Question(1));

        (await asking.Should().ThrowAsync<ClaudeRefusedException>()).Which.RetryAfter.Should().BeGreaterThan(TimeSpan.FromSeconds(30));
    }

    private static ClaudeUnderTest Limited(int perMinute, int queue) => new(builder => builder.ConfigureRateLimiting(options =>
    {
        options.RequestsPerMinute = perMinute;
        options.QueueLimit = queue;
    }));

    private static MessageRequest Question(int number) => MessageRequest.From("Question " + number.ToString(CultureInfo.InvariantCulture));

    private sealed class Throwing : IProgress<QueuePosition>
    {
        public void Report(QueuePosition value) => throw new InvalidOperationException("Broken on purpose.");
    }
}
