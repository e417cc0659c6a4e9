using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("anthropic-version", true)]
    [InlineData("Anthropic-Beta", true)]
    [InlineData("x-stainless-retry-count", true)]
    [InlineData("User-Agent", true)]
    [InlineData("Connection", false)]
    [InlineData("Keep-Alive", false)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("Upgrade", false)]
    [InlineData("Host", false)]
    [InlineData("Accept-Encoding", false)]
    [InlineData("Cookie", false)]
    [InlineData("X-Forwarded-For", false)]
    public void Only_what_the_api_defines_goes_up(string name, bool goes) => GatewayHeaders.GoesUp(name).Should().Be(goes);

    [Theory]
    [InlineData("request-id", false, true)]
    [InlineData("Retry-After", false, true)]
    [InlineData("x-should-retry", false, true)]
    [InlineData("anthropic-ratelimit-requests-remaining", true, true)]
    [InlineData("anthropic-organization-id", false, true)]
    [InlineData("anthropic-organization-id", true, false)]
    [InlineData("anthropic-workspace-id", true, false)]
    [InlineData("Set-Cookie", false, false)]
    [InlineData("Connection", false, false)]
    [InlineData("Transfer-Encoding", false, false)]
    [InlineData("Server", false, false)]
    public void Only_what_the_api_defines_comes_down(string name, bool isGatewayKey, bool comes) =>
        GatewayHeaders.GoesDown(name, isGatewayKey).Should().Be(comes);

    [Fact]
    public async Task The_api_sees_the_callers_headers_but_nothing_of_its_connection()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync(Question(
            headers: [("anthropic-version", "2023-06-01"), ("x-stainless-lang", "js"), ("Cookie", "a=b"), ("Origin", "https://example.com")]));

        var seen = gateway.Emulator.Calls.Single().Headers;
        seen["anthropic-version"].Should().Equal("2023-06-01");
        seen["x-stainless-lang"].Should().Equal("js");
        seen.Keys.Should().NotContain(["Cookie", "Origin", "Connection"]);
    }

    [Fact]
    public async Task Our_own_headers_are_dropped_unless_they_are_allowed()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync(Question(headers: ("x-promptcaching-response-cache", "bypass")));
        await gateway.SendAsync(Question(headers: ("x-promptcaching-response-cache", "bypass")));
        gateway.Upstream.Begun.Should().Be(1);

        await using var liberal = await StartAsync(static options => options.AllowedOwnHeaders.Add("x-promptcaching-response-cache"));
        await liberal.SendAsync(Question(headers: ("x-promptcaching-response-cache", "bypass")));
        await liberal.SendAsync(Question(headers: ("x-promptcaching-response-cache", "bypass")));
        liberal.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task A_wish_that_is_none_is_the_callers_mistake()
    {
        await using var gateway = await StartAsync(static options => options.AllowedOwnHeaders.Add("x-promptcaching-ttl"));
        using var answer = await gateway.SendAsync(Question(headers: ("x-promptcaching-ttl", "soon")));

        ((int)answer.StatusCode).Should().Be(400);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("invalid_request_error").And.Contain("x-promptcaching-ttl");
    }

    [Fact]
    public async Task No_log_holds_a_key_a_token_a_header_or_a_text()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync(Question("a-secret-question", headers: ("x-stainless-canary", "canary-of-header")));
        await gateway.ClientWith("wrong-token-canary").SendAsync(Question());
        await gateway.SendAsync(Post("/v1/messages", "{broken-body-canary"));
        gateway.Upstream.Failure = new HttpRequestException("No route.");
        await gateway.SendAsync(Question("another-secret-question"));

        var logs = string.Join('\n', gateway.Logs.Lines);
        logs.Contains("acme: POST /v1/messages was answered with 200", StringComparison.Ordinal).Should().BeTrue();
        foreach (var canary in new[] { Key, Token, "wrong-token-canary", "canary-of-header", "secret-question", "broken-body-canary" })
        {
            gateway.Logs.Lines.Where(line => line.Contains(canary, StringComparison.Ordinal)).Should().BeEmpty();
        }
    }
}
