using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Management;

public sealed class ManagementTests
{
    private const string TheQuestion =
        """{"model":"claude-opus-4-8","max_tokens":100,"messages":[{"role":"user","content":"What now?"}]}""";

    [Fact]
    public async Task It_is_off_unless_it_is_mapped()
    {
        await using var gateway = await StartAsync();

        (await gateway.Client.GetAsync("/claude/statistics")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whom_the_policy_does_not_let_in_gets_nothing()
    {
        await using var gateway = await StartManagedAsync(isAllowed: false);

        (await gateway.Client.GetAsync("/claude/statistics")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await gateway.SendAsync(Post("/claude/clear", """{"everything":true}"""))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_machine_gets_nothing_whatever_the_policy_says()
    {
        await using var gateway = await StartManagedAsync(remote: IPAddress.Parse("192.0.2.7"));

        using var answer = await gateway.Client.GetAsync("/claude/statistics");
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("AllowRemote");
    }

    [Theory]
    [InlineData("evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.example.com", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.7:80", HttpStatusCode.Forbidden)]
    [InlineData("localhost:8788", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8788", HttpStatusCode.OK)]
    public async Task A_page_whose_name_was_made_to_point_here_gets_nothing(string host, HttpStatusCode status)
    {
        await using var gateway = await StartManagedAsync();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/claude/statistics") { Headers = { Host = host } };

        (await gateway.SendAsync(message)).StatusCode.Should().Be(status);
    }

    [Fact]
    public void What_is_missing_is_said_when_it_is_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddClaudeCaching(static client => client.ApiKey = Key);
        using (var application = (IDisposable)builder.Build())
        {
            ((Action)(() => ((WebApplication)application).MapClaudeManagement("operators"))).Should().Throw<InvalidOperationException>()
                .WithMessage("*AddGateway()*");
        }

        builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddClaudeCaching(static client => client.ApiKey = Key).AddGateway();
        using (var application = (IDisposable)builder.Build())
        {
            ((Action)(() => ((WebApplication)application).MapClaudeDashboard("operators"))).Should().Throw<InvalidOperationException>()
                .WithMessage("*AddAuthorization()*");
        }

        builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthorization();
        builder.Services.AddClaudeCaching(static client => client.ApiKey = Key).AddGateway();
        using (var application = (IDisposable)builder.Build())
        {
            ((Action)(() => ((WebApplication)application).MapClaudeManagement("operators"))).Should().Throw<InvalidOperationException>()
                .WithMessage("*no authorization policy 'operators'*");
        }
    }

    [Fact]
    public async Task Statistics_tell_where_budgets_stand()
    {
        await using var gateway = await StartManagedAsync(budget: 0m);
        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
        var budget = (await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"))).GetProperty("budgets").EnumerateArray().Single();

        budget.GetProperty("name").GetString().Should().Be("gateway/acme");
        (budget.GetProperty("usd").GetDecimal(), budget.GetProperty("spent").GetDecimal(), budget.GetProperty("refused").GetInt64()).Should().Be((0m, 0m, 1L));
    }

    [Fact]
    public async Task Statistics_tell_calls_and_regions()
    {
        await using var gateway = await StartManagedAsync();
        await AskAsync(gateway);
        await AskAsync(gateway);
        var statistics = await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"));

        var calls = statistics.GetProperty("calls");
        (calls.GetProperty("calls").GetInt32(), calls.GetProperty("from_api").GetInt32(), calls.GetProperty("from_response_cache").GetInt32())
            .Should().Be((2, 1, 1));
        calls.GetProperty("cost").GetDecimal().Should().BePositive();
        statistics.GetProperty("regions").EnumerateArray().Select(static region => region.GetProperty("region").GetString()).Should().Contain("response");
        (await JsonAsync(await gateway.Client.GetAsync("/claude/regions/response"))).GetProperty("hits").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Usage_stands_under_the_names_that_others_use()
    {
        await using var gateway = await StartManagedAsync();
        await AskAsync(gateway);
        await AskAsync(gateway);
        var usage = (await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"))).GetProperty("usage");

        usage.EnumerateObject().Select(static property => property.Name).Should().Equal(
            "total_requests", "total_input_tokens", "total_output_tokens", "total_tokens", "total_cost", "average_cost_per_request", "is_exact", "unpriced",
            "partly_known", "unknown", "requests_by_model", "cost_by_model", "cost_by_scope", "cost_by_tag");
        usage.GetProperty("is_exact").GetBoolean().Should().BeTrue();
        usage.GetProperty("cost_by_scope").GetProperty("gateway/acme").GetDecimal().Should().Be(gateway.Usage.Total.Cost);
        var total = gateway.Usage.Total;
        usage.GetProperty("total_requests").GetInt64().Should().Be(2);
        usage.GetProperty("total_input_tokens").GetInt64().Should().Be(total.Usage.TotalInput);
        usage.GetProperty("total_output_tokens").GetInt64().Should().Be(total.Usage.Output);
        usage.GetProperty("total_tokens").GetInt64().Should().Be(total.Usage.TotalInput + total.Usage.Output);
        usage.GetProperty("total_cost").GetDecimal().Should().Be(total.Cost).And.BePositive();
        usage.GetProperty("average_cost_per_request").GetDecimal().Should().Be(total.Cost / 2);
        usage.GetProperty("requests_by_model").GetProperty("claude-opus-4-8").GetInt64().Should().Be(2);
        usage.GetProperty("cost_by_model").GetProperty("claude-opus-4-8").GetDecimal().Should().Be(total.Cost);
    }

    [Fact]
    public async Task Statistics_tell_hit_rates_and_latency()
    {
        await using var gateway = await StartManagedAsync();
        var before = await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"));
        await AskAsync(gateway);
        await AskAsync(gateway);
        var after = await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"));

        before.GetProperty("hit_rates").GetProperty("response_cache").ValueKind.Should().Be(JsonValueKind.Null, "nothing is known yet");
        after.GetProperty("hit_rates").GetProperty("response_cache").GetDouble().Should().Be(0.5);
        after.GetProperty("hit_rates").GetProperty("prompt_cache").GetDouble().Should().Be(0);
        after.GetProperty("latency").GetProperty("hit").EnumerateObject().Select(static property => property.Name)
            .Should().Equal("calls", "mean_ms", "p50_ms", "p95_ms", "p99_ms");
    }

    [Fact]
    public async Task Statistics_tell_what_the_store_tells_of_itself()
    {
        await using var gateway = await StartManagedAsync(store: new TellingStore());
        var store = (await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"))).GetProperty("store");

        store.GetProperty("redis_version").GetString().Should().Be("8.0.0");
    }

    [Fact]
    public async Task A_store_that_cannot_tell_of_itself_is_no_reason_to_tell_nothing()
    {
        await using var gateway = await StartManagedAsync(store: new TellingStore { Failure = new TimeoutException("Asked too much.") });
        var statistics = await JsonAsync(await gateway.Client.GetAsync("/claude/statistics"));

        statistics.GetProperty("store").EnumerateObject().Should().BeEmpty();
        gateway.Logs.Lines.Should().Contain(static line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Asked too much."));
    }

    [Fact]
    public async Task Verdicts_tell_hashes_and_numbers_and_no_prompt()
    {
        await using var gateway = await StartManagedAsync(controls: true);
        await AskAsync(gateway);
        using var answer = await gateway.Client.GetAsync("/claude/verdicts?limit=5");
        var verdict = (await JsonAsync(answer)).GetProperty("verdicts").EnumerateArray().Should().ContainSingle().Subject;

        verdict.GetProperty("outcome").GetString().Should().Be("nothing_to_cache");
        verdict.GetProperty("cause").GetString().Should().Be("below_minimum");
        verdict.GetProperty("prefix_hash").GetString().Should().HaveLength(16);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("What now");
        (await JsonAsync(await gateway.Client.GetAsync("/claude/verdicts?limit=0&misses=true"))).GetProperty("verdicts").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Prices_are_those_of_the_catalog()
    {
        await using var gateway = await StartManagedAsync();
        var models = (await JsonAsync(await gateway.Client.GetAsync("/claude/prices"))).GetProperty("models").EnumerateArray();
        var model = models.Single(static one => one.GetProperty("model").GetString() == "claude-opus-4-8");

        var prices = ModelCatalog.Default.Find("claude-opus-4-8")!.Prices;
        model.GetProperty("prices").GetProperty("input").GetDecimal().Should().Be(prices.Input);
        model.GetProperty("prices").GetProperty("cache_write_5m").GetDecimal().Should().Be(prices.CacheWrite5m);
        model.GetProperty("prices").GetProperty("cache_read").GetDecimal().Should().Be(prices.CacheRead);
    }

    [Theory]
    [InlineData("""{"everything":true}""")]
    [InlineData("""{"everything":true,"region":"response"}""")]
    [InlineData("""{"scope":"gateway/acme"}""")]
    [InlineData("""{"scope":"gateway/acme","region":"response"}""")]
    public async Task What_is_cleared_is_asked_again(string what)
    {
        await using var gateway = await StartManagedAsync();
        await AskAsync(gateway);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        (await gateway.SendAsync(Post("/claude/clear", what))).StatusCode.Should().Be(HttpStatusCode.OK);
        gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        await AskAsync(gateway);

        gateway.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task What_was_not_meant_stays()
    {
        await using var gateway = await StartManagedAsync();
        await AskAsync(gateway);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        (await gateway.SendAsync(Post("/claude/clear", """{"scope":"gateway/other"}"""))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await gateway.SendAsync(Post("/claude/clear", """{"tag":"news","region":"response"}"""))).StatusCode.Should().Be(HttpStatusCode.OK);
        gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        await AskAsync(gateway);

        gateway.Upstream.Begun.Should().Be(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"everything":false}""")]
    [InlineData("""{"everything":true,"scope":"a"}""")]
    [InlineData("""{"tag":"a"}""")]
    [InlineData("""{"everything":true,"regoin":"response"}""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_slip_clears_nothing(string what)
    {
        await using var gateway = await StartManagedAsync();

        using var answer = await gateway.SendAsync(Post("/claude/clear", what));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().NotContainAny(".NET", "PromptCaching", "JsonException", "Request");
    }

    [Theory]
    [InlineData("clear", """{"everything":true,"region":"answers"}""")]
    [InlineData("cleanup", """{"region":"answers"}""")]
    [InlineData(null, null)]
    public async Task An_unknown_region_is_not_found_and_the_known_ones_are_named(string? path, string? body)
    {
        await using var gateway = await StartManagedAsync();
        using var answer = path is null
            ? await gateway.Client.GetAsync("/claude/regions/answers")
            : await gateway.SendAsync(Post($"/claude/{path}", body!));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("embedding").And.Contain("response").And.Contain("session");
    }

    [Fact]
    public async Task One_answer_is_taken_out()
    {
        await using var gateway = await StartManagedAsync();
        await AskAsync(gateway);
        var answer = await JsonAsync(await gateway.SendAsync(
            Post("/claude/invalidate", $$"""{"request":{{TheQuestion}},"scope":"gateway/acme"}""")));
        await AskAsync(gateway);

        answer.GetProperty("is_stored").GetBoolean().Should().BeTrue();
        gateway.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task Cleaning_up_says_what_was_removed()
    {
        await using var gateway = await StartManagedAsync();
        var answer = await JsonAsync(await gateway.SendAsync(Post("/claude/cleanup", "{}")));

        answer.GetProperty("entries").GetInt64().Should().Be(0);
    }

    [Fact]
    public async Task The_endpoints_are_described_for_openapi()
    {
        await using var gateway = await StartManagedAsync();
        var described = gateway.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(static group => group.Items).ToList();

        described.Select(static one => $"{one.HttpMethod} {one.RelativePath}").Should().Contain(
            [
                "GET claude/statistics", "GET claude/regions/{region}", "GET claude/verdicts", "GET claude/prices", "POST claude/clear",
                "POST claude/invalidate", "POST claude/cleanup",
            ]);
        described.Should().OnlyContain(static one => one.SupportedResponseTypes.Count > 0);
    }

    private static async Task<GatewayUnderTest> StartManagedAsync(
        bool isAllowed = true, IPAddress? remote = null, bool controls = false, IDistributedCache? store = null, decimal? budget = null) => await StartAsync(
        configure: options => options.Clients["acme"].BudgetUsd = budget,
        chain: claude =>
        {
            claude.ConfigureCacheControl(control => control.Enabled = controls);
            if (store is not null)
            {
                claude.UseDistributedCache(store);
            }

            claude.Services.AddEndpointsApiExplorer();
            claude.Services.AddAuthentication("none").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NobodyIsKnown>("none", null);
            claude.Services.AddAuthorizationBuilder()
                .AddPolicy("operators", policy => policy.RequireAssertion((AuthorizationHandlerContext _) => isAllowed));
        },
        application: application =>
        {
            if (remote is not null)
            {
                From(remote)(application);
            }

            application.MapClaudeManagement("operators");
        });

    private static Task AskAsync(GatewayUnderTest gateway) => gateway.AskAsync("What now?");

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
