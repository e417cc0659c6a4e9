using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Dashboard;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.RateLimiting;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

public sealed partial class DashboardEndpointTests
{
    private static readonly string[] _paths = ["/claude/dashboard", "/claude/dashboard/snapshot", "/claude/dashboard/events"];

    [Fact]
    public async Task It_is_off_unless_it_is_mapped()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        (await gateway.Client.GetAsync(_paths[0])).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whom_the_policy_does_not_let_in_gets_nothing()
    {
        await using var gateway = await DashboardUnderTest.StartAsync(isAllowed: false);
        await NobodyGetsInAsync(gateway);
    }

    [Fact]
    public async Task Another_machine_gets_nothing_whatever_the_policy_says()
    {
        await using var gateway = await DashboardUnderTest.StartAsync(remote: IPAddress.Parse("192.0.2.7"));
        await NobodyGetsInAsync(gateway);
    }

    [Fact]
    public async Task A_client_without_a_gateway_has_no_dashboard()
    {
        var mapping = () => GatewayUnderTest.StartAsync(application: static application => application.MapClaudeDashboard("operators", client: "other"));

        (await mapping.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The client 'other' has no gateway*AddGateway()*");
    }

    [Fact]
    public async Task The_page_runs_its_own_style_and_script_and_nothing_else()
    {
        await using var gateway = await DashboardUnderTest.StartAsync();
        using var answer = await gateway.Client.GetAsync(_paths[0]);
        var html = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none';").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe").And.NotContain("*");
        policy.Should().Contain($"style-src '{HashOf(html, "style")}'").And.Contain($"script-src '{HashOf(html, "script")}'");
        html.Should().NotMatchRegex("""<[a-z][^>]*\s(on[a-z]+|style)=""", "the policy refuses inline handlers and styles");
        Addresses().Matches(html).Select(static match => match.Value).Should().OnlyContain(
            static address => address.StartsWith("http://www.w3.org/", StringComparison.Ordinal), "the page needs nothing from elsewhere");
        html.Should().NotContain("innerHTML").And.NotContain("insertAdjacentHTML").And.NotContain("document.write").And.NotContain("eval(");
    }

    [Fact]
    public async Task The_snapshot_tells_what_the_ledger_tells()
    {
        await using var gateway = await DashboardUnderTest.StartAsync();
        await gateway.AskAsync("One");
        await gateway.AskAsync("One");
        await gateway.AskAsync("Two");
        var json = await gateway.Client.GetStringAsync(_paths[1]);
        var snapshot = JsonDocument.Parse(json).RootElement;

        var total = gateway.Usage.Total;
        snapshot.GetProperty("money").GetProperty("spent").GetString().Should().Be(Usd.Text(total.Cost)).And.NotBe("0");
        snapshot.GetProperty("calls").GetProperty("answers").GetInt64().Should().Be(3);
        snapshot.GetProperty("calls").GetProperty("hits").GetInt64().Should().Be(total.Hits).And.Be(1);
        snapshot.GetProperty("tokens").GetProperty("output").GetInt64().Should().Be(total.Usage.Output).And.BePositive();
        snapshot.GetProperty("answers").EnumerateArray().Should().ContainSingle();
        snapshot.GetProperty("regions").EnumerateArray().Single().GetProperty("name").GetString().Should().Be("response");
        json.Should().NotContain("One").And.NotContain("You asked");
    }

    [Fact]
    public async Task The_snapshot_tells_what_is_left_of_the_quota_and_of_budgets_and_names_no_credential()
    {
        await using var gateway = await DashboardUnderTest.StartAsync(chain: static claude => claude
            .ConfigureRateLimiting(static limiting => (limiting.Enabled, limiting.RequestsPerMinute) = (true, 10))
            .AddBudget(new Budget { Name = "team", Usd = 10 }));
        await gateway.AskAsync("One");
        var json = await gateway.Client.GetStringAsync(_paths[1]);
        var snapshot = JsonSerializer.Deserialize(json, DashboardJson.Default.DashboardSnapshot)!;

        var pool = snapshot.Quota.Should().ContainSingle().Subject;
        pool.Pool.Should().Be("Messages opus-4");
        pool.Requests!.PerMinute.Should().Be(10);
        pool.Requests.Left.Should().BeLessThan(10);
        snapshot.Budgets.Should().ContainSingle().Which.Spent.Should().Be(snapshot.Money.Spent);
        json.Should().NotContain("sk-ant").And.NotContain(GatewayUnderTest.Token);
        gateway.Services.GetRequiredService<IClaudeQuota>().Pools.Should().ContainSingle();
    }

    private static async Task NobodyGetsInAsync(GatewayUnderTest gateway)
    {
        foreach (var path in _paths)
        {
            (await gateway.Client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    private static string HashOf(string html, string element)
    {
        var text = Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [GeneratedRegex("""(https?:)?//[a-z0-9-]+\.[^\s"'<>]+""")]
    private static partial Regex Addresses();
}
