using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Clients;

public sealed class ScopeTests
{
    private const string Header = "x-promptcaching-scope";

    [Fact]
    public async Task No_client_sees_anothers_answers()
    {
        await using var gateway = await StartAsync(static options => options.Clients["other"] = new ClaudeGatewayClient { Token = "token-of-other" });
        await ReadAsync(gateway, Token);
        await ReadAsync(gateway, "token-of-other");
        gateway.Upstream.Begun.Should().Be(2);

        await ReadAsync(gateway, Token);
        gateway.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task Clients_of_one_scope_share_answers()
    {
        await using var gateway = await StartAsync(static options =>
        {
            options.Clients["one"] = new ClaudeGatewayClient { Token = "token-of-one", Scope = "team" };
            options.Clients["two"] = new ClaudeGatewayClient { Token = "token-of-two", Scope = "team" };
        });
        await ReadAsync(gateway, "token-of-one");
        await ReadAsync(gateway, "token-of-two");

        gateway.Upstream.Begun.Should().Be(1);
    }

    [Theory]
    [InlineData("gateway/acme")]
    [InlineData("acme")]
    [InlineData("../acme")]
    [InlineData("theirs")]
    public async Task A_scope_that_a_caller_names_leads_to_nobody_elses_answers(string scope)
    {
        await using var gateway = await StartAsync(static options =>
        {
            options.AllowedOwnHeaders.Add(Header);
            options.Clients["other"] = new ClaudeGatewayClient { Token = "token-of-other" };
        });
        await ReadAsync(gateway, Token);
        await ReadAsync(gateway, Token, (Header, "theirs"));
        await ReadAsync(gateway, "token-of-other", (Header, scope));
        gateway.Upstream.Begun.Should().Be(3);

        await ReadAsync(gateway, "token-of-other", (Header, scope));
        gateway.Upstream.Begun.Should().Be(3);
    }

    [Fact]
    public async Task A_scope_beside_an_own_key_stays_with_that_key_even_where_one_secret_serves_all()
    {
        await using var gateway = await StartAsync(
            static options =>
            {
                options.Clients.Clear();
                options.AllowedOwnHeaders.Add(Header);
            },
            static claude => claude.ConfigureResponseCaching(static caching => caching.Secret = Convert.ToBase64String(new byte[32])));
        await ReadAsync(gateway, "sk-ant-api03-mine", (Header, "same"));
        await ReadAsync(gateway, "sk-ant-api03-yours", (Header, "same"));

        gateway.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task A_scope_that_is_not_allowed_is_dropped()
    {
        await using var gateway = await StartAsync();
        await ReadAsync(gateway, Token);
        await ReadAsync(gateway, Token, (Header, "theirs"));

        gateway.Upstream.Begun.Should().Be(1);
    }

    private static async Task ReadAsync(GatewayUnderTest gateway, string token, params (string, string)[] headers)
    {
        using var client = gateway.ClientWith(token);
        using var answer = await client.SendAsync(Question(headers: headers));
        answer.EnsureSuccessStatusCode();
    }
}
