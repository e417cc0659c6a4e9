using System.Diagnostics.Metrics;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying;

/// <summary>What the whole chain does while the API fails, and what it says about it.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly ChainUnderTest _chain = new(static options =>
    {
        options.ResponseCaching.Enabled = false;
        options.Retrying = new() { MaxRetries = 0 };
    });

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task While_it_fails_calls_are_refused_at_once_and_nothing_is_sent()
    {
        await FailAsync(20);

        var refusal = (await Asking().Should().ThrowAsync<ClaudeRefusedException>()).Which;

        refusal.Reason.Should().Be(RefusalReason.Unavailable);
        refusal.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
        refusal.Message.Should().Contain("https://api.anthropic.com").And.Contain("claude-sonnet-5-5").And.Contain("Retrying:CircuitBreaker");
        _chain.Upstream.Should().Be(20);
    }

    [Fact]
    public async Task Another_model_is_not_refused()
    {
        await FailAsync(20);

        (await _chain.AskAsync(Body("claude-haiku-5-5"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Its_end_is_noticed_with_the_first_call_after_the_pause()
    {
        await FailAsync(20);
        _chain.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _chain.AskAsync(Body())).Status.Should().Be(200);
        (await _chain.AskAsync(Body())).Status.Should().Be(200);
        _chain.Loggers.Lines.Should().Contain(line => line.Contains("calls are refused", StringComparison.Ordinal))
            .And.Contain(line => line.Contains("answers for claude-sonnet-5-5 again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stored_answer_past_its_time_stands_in_for_a_refused_one()
    {
        _chain.Options.ResponseCaching = new() { TimeToLive = TimeSpan.FromMinutes(1), StaleIfOverloaded = TimeSpan.FromHours(1) };
        var stored = Body().Replace("10", "1000", StringComparison.Ordinal);
        await _chain.AskAsync(stored);
        _chain.Clock.Advance(TimeSpan.FromMinutes(2));
        await FailAsync(20);

        (await _chain.AskAsync(stored)).Report.Should().BeEquivalentTo(new { IsStale = true, Source = CallSource.ResponseCache, Attempts = 0 });
    }

    [Fact]
    public async Task A_caller_who_leaves_during_a_wait_leaves_no_connection_behind()
    {
        var content = new TellingContent();
        using var chain = new ChainUnderTest(static options => options.Retrying = new(), new OneAnswer(content));
        using var leaves = new CancellationTokenSource();
        var asking = chain.Http.SendAsync(ChainUnderTest.Post(Body().Utf8()), leaves.Token);
        while (chain.Clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        await leaves.CancelAsync();

        await asking.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        await content.Disposed.Task;
    }

    [Fact]
    public async Task Switched_off_nobody_is_refused()
    {
        _chain.Options.Retrying.CircuitBreaker = false;

        await FailAsync(40);

        _chain.Upstream.Should().Be(40);
    }

    [Fact]
    public async Task Quota_and_mistakes_of_the_caller_are_no_outage()
    {
        for (var call = 0; call < 40; call++)
        {
            _chain.Emulator.Enqueue(call % 2 == 0 ? EmulatedAnswer.RateLimited() : EmulatedAnswer.SpendLimitReached());
            await _chain.AskAsync(Body());
        }

        (await _chain.AskAsync(Body())).Status.Should().Be(200);
    }

    [Fact]
    public async Task When_the_budget_is_spent_a_failure_is_handed_over_at_once()
    {
        _chain.Options.Retrying = new() { CircuitBreaker = false };
        for (var attempt = 0; attempt < 100; attempt++)
        {
            _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        var answers = new List<Answered>();
        for (var call = 0; call < 20; call++)
        {
            var asking = _chain.AskAsync(Body());
            while (!asking.IsCompleted)
            {
                _chain.Clock.AdvanceToNextTimer();
                await Task.Yield();
            }

            answers.Add(await asking);
        }

        answers.Should().OnlyContain(answer => answer.Status == 529 && answer.Header("x-should-retry") == "false");
        answers[0].Report.Attempts.Should().Be(4);
        _chain.Loggers.Lines.Should().Contain(line => line.Contains("the retry budget that all calls share is used up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_layer_above_that_repeats_is_told_once_in_the_log()
    {
        _chain.Options.Retrying = new();
        for (var call = 0; call < 2; call++)
        {
            _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
            var answer = await _chain.AskAsync(Body().Utf8(), static request => request.Headers.Add("x-stainless-retry-count", "1"));
            answer.Header("x-should-retry").Should().BeNull("the retries are the other layer's");
            _chain.Loggers.Lines.Should().ContainSingle(line => line.Contains("x-stainless-retry-count", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_upload_that_can_be_read_once_is_sent_once_and_bytes_are_sent_again()
    {
        var busy = new ScriptedServer(static _ => new ScriptedAnswer("{}".Utf8(), Status: 529));
        using var chain = new ChainUnderTest(static options => options.Retrying = new() { MaxRetries = 1 }, busy);

        await PostAsync(new StreamContent(new MemoryStream([1])));
        busy.Bodies.Should().HaveCount(1);
        await PostAsync(new ByteArrayContent([1]));
        busy.Bodies.Should().HaveCount(3);

        async Task PostAsync(HttpContent content)
        {
            var posting = chain.Http.PostAsync(new Uri("https://api.anthropic.com/v1/files"), content);
            while (!posting.IsCompleted)
            {
                chain.Clock.AdvanceToNextTimer();
                await Task.Yield();
            }

            (await posting).Dispose();
        }
    }

    [Fact]
    public async Task Whoever_is_above_hears_one_word_about_retries_and_it_is_ours()
    {
        var willing = new ScriptedServer(static _ => new ScriptedAnswer("{}".Utf8(), Status: 529)
        {
            Headers = new Dictionary<string, string> { ["x-should-retry"] = "true" },
        });
        using var chain = new ChainUnderTest(static options => options.Retrying = new() { MaxRetries = 1 }, willing);
        var asking = chain.AskAsync(Body());
        while (!asking.IsCompleted)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await asking).Header("x-should-retry").Should().Be("false");
    }

    [Fact]
    public async Task A_failure_that_may_have_been_billed_says_so_and_is_not_repeated_where_that_is_not_wanted()
    {
        using var chain = new ChainUnderTest(
            static options => options.Retrying = new() { RetryAmbiguous = false }, new ScriptedServer(static _ => throw new HttpRequestException("Reset.")));

        var asking = () => chain.Client.CreateMessageAsync(MessageRequest.From("Again?"));

        (await asking.Should().ThrowAsync<ClaudeException>()).Which.MayHaveBeenBilled.Should().BeTrue();
        chain.Loggers.Lines.Should().Contain(line => line.Contains("may have been answered, and billed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_waits_while_the_others_fail_is_given_up_and_says_so()
    {
        _chain.Options.Retrying = new() { MaxRetries = 1, RetryBudget = 1, BreakDuration = TimeSpan.FromSeconds(10) };
        for (var call = 0; call < 20; call++)
        {
            _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        var asking = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _chain.AskAsync(Body())));
        while (!asking.IsCompleted)
        {
            _chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await asking).Should().OnlyContain(answer => answer.Status == 529 && answer.Report.Attempts == 1);
        _chain.Upstream.Should().Be(20);
        _chain.Loggers.Lines.Count(line => line.Contains("Gave up: attempt 1", StringComparison.Ordinal)).Should().Be(20);
    }

    [Fact]
    public async Task A_refusal_for_the_quota_costs_the_budget_where_no_limiter_keeps_calls_back()
    {
        var busy = new ScriptedServer(static _ => new ScriptedAnswer("{}".Utf8(), Status: 429) { Headers = new Dictionary<string, string> { ["retry-after"] = "1" } });
        using var chain = new ChainUnderTest(static options => (options.Retrying, options.RateLimiting) = (new(), new()), busy);

        for (var call = 0; call < 30; call++)
        {
            var looking = chain.Http.GetAsync(new Uri(ChainUnderTest.Address + "/batches"));
            while (!looking.IsCompleted)
            {
                chain.Clock.AdvanceToNextTimer();
                await Task.Yield();
            }

            (await looking).Dispose();
        }

        busy.Bodies.Count.Should().BeLessThan(60, "ten retries are in stock, and few come back");
    }

    [Fact]
    public async Task What_happens_to_attempts_is_measured()
    {
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "PromptCaching")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            // Other tests run at the same time: this one's reason is its own.
            if (tags.ToArray().Any(tag => Equals(tag.Value, "598")))
            {
                lock (counts)
                {
                    counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
                }
            }
        });
        listener.Start();
        _chain.Options.Retrying = new() { BaseDelay = TimeSpan.FromSeconds(1) };
        _chain.Emulator.Enqueue(EmulatedAnswer.Error(598, "api_error", "As planned."));

        var asking = _chain.AskAsync(Body());
        while (!asking.IsCompleted)
        {
            _chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await asking).Status.Should().Be(200);
        counts.Should().Equal(new Dictionary<string, long> { ["promptcaching.retrying.retries"] = 1 });
    }

    private static string Body(string model = "claude-sonnet-5-5") =>
        $$"""{"model":"{{model}}","max_tokens":10,"messages":[{"role":"user","content":"Again?"}]}""";

    private Func<Task> Asking() => () => _chain.AskAsync(Body());

    private async Task FailAsync(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
            (await _chain.AskAsync(Body())).Status.Should().Be(529);
        }
    }

    private sealed class OneAnswer(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((System.Net.HttpStatusCode)529) { Content = content });
    }

    private sealed class TellingContent : ByteArrayContent
    {
        public TellingContent()
            : base([])
        {
        }

        public TaskCompletionSource Disposed { get; } = new();

        protected override void Dispose(bool disposing)
        {
            Disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
