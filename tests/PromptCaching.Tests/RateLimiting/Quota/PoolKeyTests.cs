using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class PoolKeyTests
{
    [Fact]
    public void The_model_matters_for_messages_alone()
    {
        Of(ClaudeEndpoint.Messages, "claude-opus-4-8").Class.Should().Be("opus-4");
        Of(ClaudeEndpoint.Messages, null).Class.Should().Be("");
        Of(ClaudeEndpoint.CountTokens, "claude-opus-4-8").Class.Should().Be("");
    }

    [Fact]
    public void A_caller_s_key_goes_before_a_token()
    {
        Of(ClaudeEndpoint.Messages, null, "x-api-key", "authorization").Credential.Should().Be("value of x-api-key");
        Of(ClaudeEndpoint.Messages, null, "authorization").Credential.Should().Be("value of authorization");
        Of(ClaudeEndpoint.Messages, null).Credential.Should().BeNull();
    }

    [Fact]
    public void Where_a_call_goes_and_its_workspace_and_fast_mode_are_counted_apart()
    {
        Of(ClaudeEndpoint.Messages, null).Should().BeEquivalentTo(new { Origin = "api.anthropic.com", IsFast = false });
        Of(ClaudeEndpoint.Messages, null, "anthropic-workspace-id").Workspace.Should().Be("value of anthropic-workspace-id");
        Of(ClaudeEndpoint.Messages, null).Workspace.Should().BeNull();
    }

    [Fact]
    public void Its_name_tells_no_credential()
    {
        var key = Of(ClaudeEndpoint.Messages, "claude-opus-4-8", "x-api-key");

        key.ToString().Should().Be("Messages opus-4");
        (key with { IsFast = true }).ToString().Should().Be("Messages opus-4 fast");
    }

    private static PoolKey Of(ClaudeEndpoint endpoint, string? model, params string[] headers)
    {
        using var request = ChainUnderTest.Post([]);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header, "value of " + header);
        }

        return PoolKey.Of(request, endpoint, model, isFast: false);
    }
}
