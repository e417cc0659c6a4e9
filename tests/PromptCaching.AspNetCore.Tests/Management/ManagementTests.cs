using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Management;

public sealed class ManagementTests
{
    private const string TheQuestion =
        """{"model":"claude-opus-4-8","max_tokens":100,"stream":false,"messages":[{"role":"user","content":"What now?"}]}""";

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

        (await gateway.Client.GetAsync("/claude/statistics")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
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

        (await gateway.SendAsync(Post("/claude/clear", what))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
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
            ["GET claude/statistics", "GET claude/regions/{region}", "POST claude/clear", "POST claude/invalidate", "POST claude/cleanup"]);
        described.Should().OnlyContain(static one => one.SupportedResponseTypes.Count > 0);
    }

    private static async Task<GatewayUnderTest> StartManagedAsync(bool isAllowed = true, IPAddress? remote = null) => await StartAsync(
        chain: claude =>
        {
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

    private static async Task AskAsync(GatewayUnderTest gateway)
    {
        using var answer = await gateway.SendAsync(Post("/v1/messages", TheQuestion));
        await answer.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
