using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

public sealed class SharedPoolNameTests
{
    private static readonly PoolKey Key = new(ClaudeEndpoint.Messages, "opus-5", false, "api.anthropic.com", null, null);

    [Fact]
    public void A_call_without_a_credential_uses_the_clients() =>
        SharedPoolName.Of(Key, "secret").Should().Be(SharedPoolName.Of(Key with { Credential = "secret" }, "other")).And.NotContain("secret");

    [Fact]
    public void Whatever_the_API_counts_apart_has_a_name_of_its_own() =>
        new[]
        {
            SharedPoolName.Of(Key, "secret"),
            SharedPoolName.Of(Key, "another"),
            SharedPoolName.Of(Key, null),
            SharedPoolName.Of(Key with { Class = "sonnet-4" }, "secret"),
            SharedPoolName.Of(Key with { IsFast = true }, "secret"),
            SharedPoolName.Of(Key with { Origin = "elsewhere" }, "secret"),
            SharedPoolName.Of(Key with { Workspace = "w" }, "secret"),
            SharedPoolName.Of(Key with { Endpoint = ClaudeEndpoint.CountTokens }, "secret"),
        }.Should().OnlyHaveUniqueItems();
}
