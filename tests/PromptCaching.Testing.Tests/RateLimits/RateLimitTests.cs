using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.RateLimits;

public sealed class RateLimitTests
{
    private static readonly EmulatedRateLimits _roomy = new() { Models = new(60, 600_000, 60_000) };

    [Fact]
    public async Task Requests_are_counted_and_come_back_with_time()
    {
        using var server = Limited(_roomy with { Models = new(2, 600_000, 60_000) });
        (await server.AskAsync(Request())).Status.Should().Be(200);
        (await server.AskAsync(Request())).Status.Should().Be(200);

        using var refused = await server.SendAsync(Request());
        ((int)refused.StatusCode).Should().Be(429);
        Header(refused, "retry-after").Should().Be("30");
        Header(refused, "x-should-retry").Should().Be("true");
        Header(refused, "anthropic-ratelimit-requests-remaining").Should().Be("0");
        var error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        error.GetProperty("error").GetProperty("type").GetString().Should().Be("rate_limit_error");
        error.GetProperty("error").GetProperty("message").GetString()
            .Should().StartWith("This request would exceed your organization's rate limit of 2 requests per minute (org: 00000000");
        server.Emulator.Calls[^1].Status.Should().Be(429);
        server.Emulator.Calls[^1].Usage.Should().BeNull();

        server.Clock.Advance(TimeSpan.FromSeconds(29));
        (await server.AskAsync(Request())).Status.Should().Be(429);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.AskAsync(Request())).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_refused_request_leaves_the_script_and_the_cache_as_they_are()
    {
        using var server = Limited(_roomy with { Models = new(1, 600_000, 60_000) });
        await server.AskAsync(Request());
        server.Emulator.Enqueue(EmulatedAnswer.Text("Scripted."));
        await server.AskAsync(Cached());
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await server.AnswerAsync(Cached())).GetProperty("content")[0].GetProperty("text").GetString().Should().Be("Scripted.");
        server.Emulator.Calls[^1].Usage!.Written5mTokens.Should().Be(2000);
    }

    [Fact]
    public async Task Limits_can_change_while_calls_come_and_keep_what_is_left_of_them()
    {
        using var server = Limited(_roomy with { Models = new(4, 600_000, 60_000) });
        await server.AskAsync(Request());
        server.Emulator.ChangeRateLimits(_roomy with { Models = new(2, 600_000, 60_000) });

        using var first = await server.SendAsync(Request());
        Header(first, "anthropic-ratelimit-requests-limit").Should().Be("2");
        Header(first, "anthropic-ratelimit-requests-remaining").Should().Be("1");
        await server.AskAsync(Request());
        (await server.AskAsync(Request())).Status.Should().Be(429);

        server.Emulator.ChangeRateLimits(null);
        (await server.AskAsync(Request())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Output_is_taken_as_it_is_produced()
    {
        using var server = Limited(_roomy with { Models = new(60, 600_000, 10) });
        server.Emulator.Enqueue(EmulatedAnswer.Text(string.Concat(Enumerable.Repeat("word ", 100))));
        var streamed = Request();
        streamed["stream"] = true;
        using var begun = await server.SendAsync(streamed);
        (await server.AskAsync(Request())).Status.Should().Be(200, "nothing was produced yet");

        await begun.Content.ReadAsByteArrayAsync();
        (await server.AskAsync(Request())).Status.Should().Be(429);
    }

    [Fact]
    public async Task Written_tokens_count_and_read_ones_are_free()
    {
        using var server = Limited(_roomy with { Models = new(60, 4100, 60_000) });
        for (var number = 0; number < 10; number++)
        {
            (await server.AskAsync(Cached())).Status.Should().Be(200);
        }

        (await server.AskAsync(Some.Request().User(Some.Text(2100)))).Status.Should().Be(429);
        (await server.AskAsync(Some.Request().User(Some.Text(1900)))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Read_tokens_count_for_haiku_3_5()
    {
        using var server = Limited(EmulatedRateLimits.Start with
        {
            Classes = new Dictionary<string, EmulatedModelLimits> { ["haiku-3-5"] = new(60, 5000, 5000) { CachedReadsCount = true } },
        });
        var request = Some.Request("claude-3-5-haiku-20241022").System(Some.Text(2400, ttl: "5m")).User(Some.Text(10));

        (await server.AskAsync(request)).Status.Should().Be(200);
        (await server.AskAsync(request)).Status.Should().Be(200);
        (await server.AskAsync(request)).Status.Should().Be(429);
    }

    [Fact]
    public async Task Output_counts_as_it_was_produced_whatever_max_tokens_says()
    {
        using var server = Limited(_roomy with { Models = new(60, 600_000, 100) });
        server.Emulator.Enqueue(EmulatedAnswer.Text(Some.Words(150)));
        (await server.AskAsync(Request().With("max_tokens", 5000))).Status.Should().Be(200);

        using var refused = await server.SendAsync(Request().With("max_tokens", 1));
        ((int)refused.StatusCode).Should().Be(429);
        Header(refused, "retry-after").Should().Be("31", "50 tokens are owed and one is needed");
    }

    [Fact]
    public async Task The_input_of_a_failed_call_is_given_back()
    {
        using var server = Limited(_roomy with { Models = new(60, 1000, 60_000) });
        server.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await server.AskAsync(Some.Request().User(Some.Text(900)))).Status.Should().Be(529);
        (await server.AskAsync(Some.Request().User(Some.Text(900)))).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_headers_are_written_as_the_api_writes_them()
    {
        using var server = Limited(EmulatedRateLimits.Scale);
        server.Emulator.Enqueue(EmulatedAnswer.Text(Some.Words(1200)));
        using var response = await server.SendAsync(Some.Request().User(Some.Text(4600)));

        Limits(response).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["anthropic-ratelimit-requests-limit"] = "10000",
            ["anthropic-ratelimit-requests-remaining"] = "9999",
            ["anthropic-ratelimit-requests-reset"] = "2026-01-01T00:00:00Z",
            ["anthropic-ratelimit-tokens-limit"] = "12000000",
            ["anthropic-ratelimit-tokens-remaining"] = "11994000",
            ["anthropic-ratelimit-tokens-reset"] = "2026-01-01T00:00:00Z",
            ["anthropic-ratelimit-input-tokens-limit"] = "10000000",
            ["anthropic-ratelimit-input-tokens-remaining"] = "9995000",
            ["anthropic-ratelimit-input-tokens-reset"] = "2026-01-01T00:00:00Z",
            ["anthropic-ratelimit-output-tokens-limit"] = "2000000",
            ["anthropic-ratelimit-output-tokens-remaining"] = "1999000",
            ["anthropic-ratelimit-output-tokens-reset"] = "2026-01-01T00:00:00Z",
        });
    }

    [Fact]
    public async Task Classes_of_models_have_limits_of_their_own()
    {
        using var server = Limited(_roomy with { Models = new(1, 600_000, 60_000) });

        (await server.AskAsync(Some.Request("claude-opus-4-8").User("Hi"))).Status.Should().Be(200);
        (await server.AskAsync(Some.Request("claude-opus-4-6").User("Hi"))).Status.Should().Be(429);
        (await server.AskAsync(Some.Request("claude-opus-5").User("Hi"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_workspace_may_have_less_than_its_organization()
    {
        using var server = Limited(_roomy with { Workspaces = new Dictionary<string, EmulatedRateLimits> { ["w1"] = _roomy with { Models = new(1, 9, 9000) } } });

        (await server.SendAsync(Server.Post(Request().ToJsonString(), workspace: "w1"))).IsSuccessStatusCode.Should().BeTrue();
        using var refused = await server.SendAsync(Server.Post(Request().ToJsonString(), workspace: "w1"));
        refused.IsSuccessStatusCode.Should().BeFalse();
        (Header(refused, "anthropic-ratelimit-requests-limit"), Header(refused, "anthropic-ratelimit-requests-remaining")).Should().Be(("1", "0"));
        (await server.SendAsync(Server.Post(Request().ToJsonString(), workspace: "w2"))).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Counting_tokens_has_a_pool_of_its_own()
    {
        using var server = Limited(_roomy with { CountTokensPerMinute = 1, Models = new(1, 600_000, 60_000) });
        var request = Request();
        request.Remove("max_tokens");
        var body = request.ToJsonString();
        using var counted = await server.SendAsync(Server.Post(body, "/v1/messages/count_tokens"));

        counted.IsSuccessStatusCode.Should().BeTrue();
        Limits(counted).Keys.Should().OnlyContain(static name => name.StartsWith("anthropic-ratelimit-requests"));
        (await server.SendAsync(Server.Post(body, "/v1/messages/count_tokens"))).IsSuccessStatusCode.Should().BeFalse();
        (await server.AskAsync(Request())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Fast_requests_have_a_pool_and_headers_of_their_own()
    {
        using var server = Limited(_roomy with { Fast = new(1, 5000, 5000) });
        using var response = await server.SendAsync(Request().With("model", "claude-opus-5-5").With("speed", "fast"));

        Limits(response).Keys.Should().Contain("anthropic-fast-input-tokens-limit").And.NotContain("anthropic-ratelimit-tokens-limit");
        (await server.AskAsync(Request().With("model", "claude-opus-5-5").With("speed", "fast"))).Status.Should().Be(429);
        (await server.AskAsync(Request())).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_priority_commitment_is_drawn_before_the_usual_limits()
    {
        using var server = Limited(_roomy with { Priority = new(60, 1000, 1000) });
        using var first = await server.SendAsync(Some.Request().User(Some.Text(900)));
        using var second = await server.SendAsync(Some.Request().User(Some.Text(900)));
        using var standard = await server.SendAsync(Some.Request().User(Some.Text(9)).With("service_tier", "standard_only"));

        (await TierOf(first), await TierOf(second), await TierOf(standard)).Should().Be(("priority", "standard", "standard"));
        Header(first, "anthropic-priority-input-tokens-limit").Should().Be("1000");
    }

    [Fact]
    public async Task A_month_has_an_end_to_spending_and_no_wait_is_named()
    {
        using var server = Limited(_roomy with { MonthlySpendCapUsd = 0.02m });
        (await server.AskAsync(Some.Request().User(Some.Text(4000)))).Status.Should().Be(200, "4,000 tokens cost 2 cents");

        using var refused = await server.SendAsync(Request());
        ((int)refused.StatusCode).Should().Be(429);
        refused.Headers.RetryAfter.Should().BeNull();
        (await refused.Content.ReadAsStringAsync()).Should().Contain("\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}");

        server.Clock.Advance(TimeSpan.FromDays(31));
        (await server.AskAsync(Request())).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_spend_limit_of_ones_own_is_a_bad_request()
    {
        using var server = new Server();
        server.Emulator.Enqueue(EmulatedAnswer.SpendLimitReached());
        server.Emulator.Enqueue(EmulatedAnswer.SpendCapReached());

        (await server.ErrorAsync(Request())).Should().StartWith("You have reached your specified API usage limits");
        (await server.AskAsync(Request())).Status.Should().Be(429);
    }

    [Fact]
    public async Task Calls_at_once_never_take_more_than_there_is()
    {
        using var server = Limited(_roomy with { Models = new(50, 600_000, 60_000) });
        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => (await server.AskAsync(Request())).Status)));

        statuses.Count(static status => status == 200).Should().Be(50);
    }

    private static Server Limited(EmulatedRateLimits limits) => new(new ClaudeEmulatorOptions { RateLimits = limits });

    private static JsonObject Request() => Some.Request().User("Hi");

    private static JsonObject Cached() => Some.Request().System(Some.Text(2000, ttl: "5m")).User(Some.Text(10));

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static async Task<string?> TierOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("usage").GetProperty("service_tier").GetString();

    private static Dictionary<string, string> Limits(HttpResponseMessage response) => response.Headers
        .Where(static header => header.Key.StartsWith("anthropic-", StringComparison.Ordinal))
        .Where(static header => header.Key is not ("anthropic-organization-id" or "anthropic-workspace-id"))
        .ToDictionary(static header => header.Key, static header => header.Value.Single());
}
