using System.Net;
using PromptCaching.AspNetCore.Clients;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Clients;

public sealed class TokenTests
{
    [Fact]
    public async Task The_gateways_key_reaches_the_api_and_the_token_does_not()
    {
        await using var gateway = await StartAsync();
        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
        using var bearer = gateway.Stranger();
        (await bearer.SendAsync(Question("Who?", headers: ("Authorization", $"Bearer {Token}")))).StatusCode.Should().Be(HttpStatusCode.OK);

        foreach (var call in gateway.Emulator.Calls)
        {
            call.Headers["x-api-key"].Should().Equal(Key);
            call.Headers.Keys.Should().NotContain("Authorization");
        }

        gateway.Emulator.Calls.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("token-of-nobody")]
    [InlineData(Key)]
    public async Task Who_shows_no_token_gets_nowhere(string? token)
    {
        await using var gateway = await StartAsync();
        using var stranger = gateway.Stranger();
        using var answer = await stranger.SendAsync(Question(headers: token is null ? [] : [("x-api-key", token)]));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"type\":\"authentication_error\"").And.NotContain("API key")
            .And.Contain(string.IsNullOrEmpty(token) ? "needs a token" : "The token is not known here.");
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task A_configuration_needs_to_hold_no_token()
    {
        await using var gateway = await StartAsync(static options =>
            options.Clients["hashed"] = new ClaudeGatewayClient { TokenHash = ClientTokens.HashOf("unwritten").ToLowerInvariant() });

        (await gateway.ClientWith("unwritten").SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_clients_the_callers_own_key_goes_through()
    {
        await using var gateway = await StartAsync(static options => options.Clients.Clear());
        (await gateway.ClientWith("sk-ant-api03-mine").SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);

        gateway.Emulator.Calls.Single().Headers["x-api-key"].Should().Equal("sk-ant-api03-mine");
    }

    [Fact]
    public async Task Without_clients_the_gateways_key_is_lent_to_nobody()
    {
        await using var gateway = await StartAsync(static options => options.Clients.Clear());
        using var stranger = gateway.Stranger();

        (await stranger.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task Without_clients_a_host_starts_without_a_key()
    {
        await using var gateway = await StartAsync(
            static options => options.Clients.Clear(), static claude => claude.ConfigureClient(static client => client.ApiKey = null));

        (await gateway.ClientWith("sk-ant-api03-mine").SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Batches_are_closed_to_clients_who_share_a_key()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.Client.GetAsync("/v1/messages/batches");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("permission_error");
        gateway.Upstream.Begun.Should().Be(0);
    }
}
