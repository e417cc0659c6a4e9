using System.Text.Json;
using System.Text.Json.Nodes;
using BatchRun.Building;

namespace BatchRun.Tests.Building;

public sealed class PreviewTests
{
    private const string Name = "control_t100_item-1";

    [Fact]
    public void A_string_is_shown_as_it_is() =>
        Of("""{"system":"Be kind.","messages":[{"role":"user","content":"Why?"}]}""").Should().Be(("Be kind.", "Why?", ""));

    [Fact]
    public void A_list_of_blocks_is_shown_as_one_text_and_its_breakpoints_by_their_place() =>
        Of("""
           {"system":[{"type":"text","text":"Be kind."},{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
            "messages":[{"role":"user","content":[{"type":"text","text":"Read this."},{"type":"image"},
                                                  {"type":"text","text":"Why?","cache_control":{"type":"ephemeral"}}]}]}
           """)
            .Should().Be(("Be kind.\n\nBe brief.", "Read this.\n\n[image]\n\nWhy?", "system.1 (1h), messages.0.content.2 (5m)"));

    [Fact]
    public void A_system_prompt_that_is_a_message_is_shown_among_the_messages()
    {
        var json = Parse("""{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Why?"}]}""");

        json.TryGetProperty("system", out _).Should().BeFalse();
        json.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("text").GetString()).Should().Equal("Be kind.", "Why?");
    }

    [Fact]
    public void It_says_what_the_request_is() =>
        Parse("""{"messages":[]}""").GetProperty("arm").GetString().Should().Be("control");

    private static (string System, string User, string Markers) Of(string request)
    {
        var json = Parse(request);
        return (
            json.GetProperty("system").GetString()!,
            json.GetProperty("messages")[0].GetProperty("text").GetString()!,
            string.Join(", ", json.GetProperty("markers").EnumerateArray().Select(static marker => marker.GetString())));
    }

    private static JsonElement Parse(string request) =>
        JsonSerializer.Deserialize<JsonElement>(Preview.Of(Name, JsonNode.Parse(request)!.AsObject()));
}
