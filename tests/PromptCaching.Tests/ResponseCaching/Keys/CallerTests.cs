using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

public sealed class CallerTests
{
    [Fact]
    public void What_a_caller_sets_is_read_whatever_its_letters()
    {
        var caller = Of(("Anthropic-Version", "v1"), ("ANTHROPIC-BETA", "b1"), ("X-Api-Key", "k"), ("authorization", "Bearer t"));

        caller.Should().BeEquivalentTo(new
        {
            Method = "POST", Address = ChainUnderTest.Address, Host = (string?)null, Version = "v1", Betas = "b1", OtherHeaders = (string?)null,
            Scope = "team", ApiKey = "k", Authorization = "Bearer t", ConfiguredKey = "configured", ConfiguredIdentity = (string?)null,
        });
    }

    [Fact]
    public void What_a_caller_leaves_out_is_what_goes_on_further_down() =>
        Of().Should().BeEquivalentTo(new { Version = "2023-06-01", Betas = "ours", ApiKey = (string?)null, Authorization = (string?)null });

    [Fact]
    public void Further_headers_of_the_api_and_those_named_by_option_count_in_any_order()
    {
        const string expected = "anthropic-new:1\nx-region:eu\nx-tenant:a";

        Of(("x-tenant", "a"), ("Anthropic-New", "1"), ("X-Region", "eu"), ("user-agent", "me")).OtherHeaders.Should().Be(expected);
        Of(("x-region", "eu"), ("x-tenant", "a"), ("anthropic-new", "1")).OtherHeaders.Should().Be(expected);
        Of(("x-other", "1")).OtherHeaders.Should().BeNull();
    }

    [Fact]
    public void The_caller_s_workspace_goes_before_the_client_s()
    {
        Of("ours").OtherHeaders.Should().Be("anthropic-workspace-id:ours");
        Of("ours", ("Anthropic-Workspace-Id", "theirs")).OtherHeaders.Should().Be("anthropic-workspace-id:theirs");
        Of("ours", ("x-tenant", "a")).OtherHeaders.Should().Be("anthropic-workspace-id:ours\nx-tenant:a");
    }

    private static Caller Of(params (string Name, string Value)[] headers) => Of(null, headers);

    private static Caller Of(string? workspace, params (string Name, string Value)[] headers)
    {
        using var request = ChainUnderTest.Post([]);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var connection = new ClaudeConnection("configured", ClaudeDefaults.BaseAddress, "2023-06-01", "ours") { Workspace = workspace };
        return Caller.Of(request, "team", connection, ["X-Tenant", "x-region"]);
    }
}
