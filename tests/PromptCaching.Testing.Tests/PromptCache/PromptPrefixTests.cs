using System.Text.Json;

namespace PromptCaching.Testing.Tests.PromptCache;

public sealed class PromptPrefixTests
{
    [Fact]
    public void A_prompt_is_cut_at_tools_system_blocks_and_message_blocks()
    {
        var prefixes = Of("""
            {"model":"m","messages":[{"role":"user","content":"12345678"}],"system":"1234","tools":[{"name":"a"},{"name":"b","defer_loading":true}]}
            """);

        prefixes.Select(static prefix => prefix.Path).Should().Equal("tools.0", "system.0", "messages.0.content.0");
        (prefixes[1].Tokens - prefixes[0].Tokens, prefixes[2].Tokens - prefixes[1].Tokens).Should().Be((1, 2));
    }

    [Fact]
    public void Requests_that_begin_alike_have_equal_keys_up_to_where_they_differ()
    {
        var one = Of("""{"model":"m","system":"s","messages":[{"role":"user","content":"a"}]}""");
        var other = Of(
            """{"model":"m","system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"b"}]}""");

        other[0].Key.Should().Be(one[0].Key);
        other[1].Key.Should().NotBe(one[1].Key);
    }

    [Fact]
    public void Neither_models_nor_workspaces_share_a_prefix()
    {
        using var body = JsonDocument.Parse("""{"model":"m","system":"s","messages":[]}""");
        using var otherModel = JsonDocument.Parse("""{"model":"n","system":"s","messages":[]}""");
        var key = PromptPrefix.Of(body.RootElement)[0].Key;

        PromptPrefix.Of(otherModel.RootElement)[0].Key.Should().NotBe(key);
        PromptPrefix.Of(body.RootElement, workspace: "w")[0].Key.Should().NotBe(key);
    }

    private static IReadOnlyList<PromptPrefix> Of(string body)
    {
        using var json = JsonDocument.Parse(body);
        return PromptPrefix.Of(json.RootElement, TokenCounting.FourCharacters);
    }
}
