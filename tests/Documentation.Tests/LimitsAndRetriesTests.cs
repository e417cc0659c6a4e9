using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.RateLimiting;
using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class LimitsAndRetriesTests
{
    private static readonly Page _page = Page.Of("limits-and-retries");
    private static readonly MessageRequest _question = MessageRequest.From("Who approves travel?", "Be brief.");

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        var options = provider.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().Get(ClaudeDefaults.ClientName);
        (options.LongestWait, options.Classes["opus-5-5"].RequestsPerMinute).Should().Be((TimeSpan.FromMinutes(2), 100));
    }

    [Fact]
    public async Task A_call_tells_what_it_waited_and_the_pools_what_is_left()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(static _ => { }, new ClaudeEmulatorOptions { RateLimits = EmulatedRateLimits.Start });

        await emulation.RunAsync(LimitsAndRetriesExamples.OvertakeAsync(emulation.Claude, _question));
        LimitsAndRetriesExamples.ShowPools(emulation.Get<IClaudeQuota>());

        printed.ToString().Should().MatchRegex("^waited 0 s\n.*sonnet.*: 0 waiting, [0-9]+ of [0-9]+ requests left$");
    }

    [Fact]
    public void The_shared_quota_is_registered()
    {
        var services = new ServiceCollection();
        LimitsAndRetriesExamples.Share(services);
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ISharedQuota>(ClaudeDefaults.ClientName).GetType().Name.Should().Be("RedisQuota");
    }

    [Theory]
    [InlineData("refused", "^Quota, come back in [0-9]+ s$")]
    [InlineData("spend cap", "^429 rate_limit_error, request req_")]
    [InlineData("gone", "Billed perhaps: True$")]
    [InlineData("wrong key", "^401 authentication_error, request req_")]
    public async Task Each_failure_has_its_exception(string failure, string expected)
    {
        await using var emulation = Emulation.Of(services => services.AddClaudeCaching().ConfigureRateLimiting(options =>
            (options.RequestsPerMinute, options.LongestWait) = failure == "refused" ? ((int?)1, (TimeSpan?)TimeSpan.FromSeconds(1)) : (null, null)));
        for (var attempt = 0; attempt < 4; attempt++)
        {
            emulation.Emulator.Enqueue(failure switch
            {
                "refused" => EmulatedAnswer.Default,
                "spend cap" => EmulatedAnswer.SpendCapReached(),
                "gone" => EmulatedAnswer.Default.ResetAfterBytes(10),
                _ => EmulatedAnswer.Error(401, "authentication_error", "invalid x-api-key"),
            });
        }

        if (failure == "refused")
        {
            await emulation.Claude.CreateMessageAsync(MessageRequest.From("I came first."));
        }

        (await emulation.RunAsync(LimitsAndRetriesExamples.AskAsync(emulation.Claude, _question))).Should().MatchRegex(expected);
    }

    [Fact]
    public async Task A_spent_month_is_asked_once_and_an_overload_four_times()
    {
        await using var emulation = Emulation.Plain();
        emulation.Emulator.Enqueue(EmulatedAnswer.SpendCapReached());
        await emulation.RunAsync(LimitsAndRetriesExamples.AskAsync(emulation.Claude, _question));
        var afterSpent = emulation.Emulator.Calls.Count;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            emulation.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        (await emulation.RunAsync(LimitsAndRetriesExamples.AskAsync(emulation.Claude, _question))).Should().StartWith("529 overloaded_error");

        (afterSpent, emulation.Emulator.Calls.Count - afterSpent).Should().Be((1, 4));
    }

    [Fact]
    public async Task Another_model_is_asked_when_one_is_overloaded()
    {
        await using var emulation = Emulation.Of(LimitsAndRetriesExamples.FallBack);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            emulation.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        var answer = await emulation.RunAsync(emulation.Claude.CreateMessageAsync(_question));

        answer.GetCallReport()!.Should().BeEquivalentTo(new { Model = "claude-sonnet-5", FallbackFrom = "claude-sonnet-5-5" });
    }

    [Fact]
    public async Task A_function_of_ones_own_is_repeated()
    {
        await using var emulation = Emulation.Plain();
        using var http = new HttpClient(new FailingOnce(emulation.Emulator), disposeHandler: false) { BaseAddress = new Uri("https://api.anthropic.com/") };
        http.DefaultRequestHeaders.Add("x-api-key", "test");
        http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        var page = await emulation.RunAsync(LimitsAndRetriesExamples.RepeatAsync(emulation.Get<IClaudeRetry>(), http));

        page.Should().Contain("claude-");
    }

    [Theory]
    [InlineData("0", 4)]
    [InlineData("1", 1)]
    public async Task A_request_that_its_client_repeats_is_left_alone_and_what_is_given_up_says_not_to_repeat_it(string repeated, int attempts)
    {
        await using var emulation = Emulation.Plain();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            emulation.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        using var http = emulation.Get<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = new StringContent(
                """{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hello"}]}""", null, "application/json"),
            Headers = { { "x-stainless-retry-count", repeated } },
        };

        using var response = await emulation.RunAsync(http.SendAsync(request));

        ((int)response.StatusCode, emulation.Emulator.Calls.Count).Should().Be((529, attempts));
        response.Headers.Contains("x-should-retry").Should().Be(attempts > 1);
    }

    private sealed class FailingOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _sent;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _sent) == 1 ? throw new HttpRequestException("The connection was lost.") : base.SendAsync(request, cancellationToken);
    }
}
