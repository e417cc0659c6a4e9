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
    public void Processes_of_all_versions_agree_on_the_name()
    {
        SharedPoolName.Of(Key, "secret").Should().Be("84882F524ECB3AF08ADC42C544867DBE");
        SharedPoolName.Of(Key with { IsFast = true, Workspace = "w" }, "secret").Should().Be("F179C31FBA8B3306F61BC27C342DF13C");
    }

    [Fact]
    public void What_is_not_there_is_not_the_same_as_what_is_empty() =>
        SharedPoolName.Of(Key with { Workspace = "" }, "secret").Should().NotBe(SharedPoolName.Of(Key, "secret"));

    [Fact]
    public void No_part_can_pass_for_the_end_of_the_one_before() =>
        SharedPoolName.Of(Key with { Origin = "a-1:b", Credential = "c", Workspace = "d" }, null)
            .Should().NotBe(SharedPoolName.Of(Key with { Origin = "a", Credential = "b-1:c", Workspace = "d" }, null));

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
