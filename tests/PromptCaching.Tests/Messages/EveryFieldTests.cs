using System.Collections;
using System.Text;
using PromptCaching.Messages;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages;

/// <summary>Every field of the API reference has a property: none of them may end among the extra fields.</summary>
public sealed class EveryFieldTests
{
    [Theory]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[],"output_config":{"effort":"xhigh","format":{"type":"json_schema","schema":{"type":"object"}},"task_budget":{"type":"tokens","total":9,"remaining":3}}}""")]
    [InlineData("""{"messages":[],"thinking":{"type":"adaptive","display":"updates","block_binding":{"prefix_mismatch_behavior":"drop_block"}}}""")]
    [InlineData("""{"messages":[],"container":"container_1"}""")]
    [InlineData("""{"messages":[],"container":{"id":"container_1"}}""")]
    [InlineData("""{"messages":[],"container":{"skills":[{"skill_id":"pdf","type":"anthropic","version":"latest"}]}}""")]
    [InlineData("""{"messages":[],"inference_geo":"us","speed":"fast","user_profile_id":"u","diagnostics":{"previous_message_id":"msg_1"}}""")]
    [InlineData("""{"messages":[],"context_management":{"edits":[{"type":"clear_tool_uses_20250919","trigger":{"type":"input_tokens","value":5},"keep":{"type":"tool_uses","value":3},"clear_at_least":{"type":"input_tokens","value":1},"exclude_tools":["a"],"clear_tool_inputs":true},{"type":"compact_20260112","instructions":"i","pause_after_compaction":true},{"type":"clear_thinking_20251015","keep":{"type":"all"}}]}}""")]
    [InlineData("""{"messages":[],"compaction":{"anything":1},"mcp_servers":[{"type":"url","url":"https://example.com","name":"n","authorization_token":"t","tool_configuration":{"allowed_tools":["a"],"enabled":true}}]}""")]
    [InlineData("""{"messages":[],"fallbacks":"default","fallback_credit_token":"t"}""")]
    [InlineData("""{"messages":[],"fallbacks":[{"model":"m","max_tokens":1,"output_config":{"effort":"low"},"speed":"standard","thinking":{"type":"disabled"}}],"fallback_credit_token":{"token":"t","mode":"strict"}}""")]
    [InlineData("""{"messages":[],"tools":[{"name":"n","description":"d","input_schema":{"type":"object"},"eager_input_streaming":true,"input_examples":[{"a":1}],"allowed_callers":["direct"],"strict":true,"defer_loading":true}]}""")]
    [InlineData("""{"messages":[],"tools":[{"type":"web_search_20260318","name":"web_search","max_uses":1,"allowed_domains":["a"],"user_location":{"type":"approximate","city":"c","region":"r","country":"DE","timezone":"Europe/Berlin"},"response_inclusion":"full"}]}""")]
    [InlineData("""{"messages":[],"tools":[{"type":"web_fetch_20260318","name":"web_fetch","blocked_domains":["b"],"citations":{"enabled":true},"max_content_tokens":5,"use_cache":false}]}""")]
    [InlineData("""{"messages":[],"tools":[{"type":"computer_20251124","name":"computer","display_width_px":1,"display_height_px":2,"display_number":3},{"type":"text_editor_20250728","name":"str_replace_based_edit_tool","max_characters":9}]}""")]
    [InlineData("""{"messages":[],"tools":[{"type":"advisor_20260301","name":"advisor","model":"m","max_uses":1,"max_tokens":5,"caching":{"type":"ephemeral","ttl":"1h"}},{"type":"mcp_toolset","mcp_server_name":"s","default_config":{"enabled":true},"configs":{"a":{}}}]}""")]
    [InlineData("""{"messages":[{"role":"system","content":[],"clear_at":"never","output_config":{"effort":"low"}}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"},"transformations":{"oversized_image":"error"}},{"type":"container_upload","file_id":"f"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","toolset_name":"browser","content":[{"type":"tool_reference","tool_name":"a"},{"type":"browser_state","tabs":[{"id":1}],"state_changes":{"a":1}}]}]}]}""")]
    [InlineData("""{"messages":[{"role":"system","content":[{"type":"tool_addition","tool":{"type":"tool_definition","definition":{"name":"n"}}},{"type":"tool_removal","tool":{"type":"mcp_tool_reference","server_name":"s","name":"n"},"cache_control":{"type":"ephemeral"}}]}]}""")]
    public void A_request_has_a_property_for(string json) => NothingIsLeftIn(RoundTrip.Request(json));

    [Theory]
    [InlineData("""{"type":"tool_use","id":"a","name":"n","input":{"z":1,"a":2},"caller":{"type":"code_execution_20260521","tool_id":"t"},"toolset_name":"browser"}""")]
    [InlineData("""{"type":"server_tool_use","id":"a","name":"web_search","input":{"query":"q"},"caller":{"type":"direct"}}""")]
    [InlineData("""{"type":"web_search_tool_result","tool_use_id":"a","content":[{"type":"web_search_result","url":"u","title":"t"}],"caller":{"type":"direct"}}""")]
    [InlineData("""{"type":"mcp_tool_use","id":"a","name":"n","server_name":"s","input":{}}""")]
    [InlineData("""{"type":"mcp_tool_result","tool_use_id":"a","content":[{"type":"text","text":"x"}],"is_error":false}""")]
    [InlineData("""{"type":"compaction","content":"c","encrypted_content":"e"}""")]
    [InlineData("""{"type":"fallback","from":{"model":"a"},"to":{"model":"b"},"trigger":{"type":"refusal"}}""")]
    public void An_answer_has_a_type_for(string block) => NothingIsLeftIn(RoundTrip.Answer(
        """{"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn","usage":{"output_tokens":1},"content":["""
        + block + "]}"));

    [Fact]
    public void An_answer_tells_refusal_container_diagnostics_and_what_was_cleared()
    {
        var answer = RoundTrip.Answer(
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"refusal",
            "stop_details":{"type":"refusal","category":"bio","explanation":"e","recommended_model":"r","fallback_credit_token":"t"},
            "container":{"id":"c","expires_at":"2026-01-01T00:00:00Z","skills":[{"skill_id":"s","type":"custom","version":"1"}]},
            "diagnostics":{"cache_miss_reason":{"type":"tools_changed","cache_missed_input_tokens":7}},
            "context_management":{"applied_edits":[{"type":"clear_tool_uses_20250919","cleared_input_tokens":3,"cleared_tool_uses":2}]},
            "input_transformations":[{"type":"thinking_dropped","path":"p","reason":"model_binding_mismatch"}],
            "usage":{"input_tokens":1,"output_tokens":1,"fallback_credit":{"status":{"type":"not_applied","reason":"late"}}}}
            """);

        NothingIsLeftIn(answer);
        answer.StopDetails!.Category.Should().Be("bio");
        answer.Diagnostics!.CacheMissReason!.CacheMissedInputTokens.Should().Be(7);
        answer.Usage.FallbackCredit!.Status!.Reason.Should().Be("late");
    }

    [Theory]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"t","estimated_tokens":5}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"c","encrypted_content":"e"}}""")]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":"s","stop_details":{"type":"refusal"},"container":{"id":"c"}},"usage":{"output_tokens":1}}""")]
    public void An_event_has_a_property_for(string json) => NothingIsLeftIn(RoundTrip.Event(json));

    [Fact]
    public void A_field_of_tomorrow_is_kept_where_it_stood()
    {
        var request = MessageRequest.Parse("""{"messages":[],"output_config":{"effort":"tomorrow","depth":3},"fallbacks":"other"}"""u8);

        request.OutputConfig!.Effort!.Value.Value.Should().Be("tomorrow");
        request.OutputConfig.ExtraFields.Should().ContainKey("depth");
        request.ExtraFields.Should().ContainKey("fallbacks");
    }

    [Fact]
    public void The_first_turn_asks_for_diagnostics_with_an_explicit_null() =>
        Encoding.UTF8.GetString(new MessageRequest { Diagnostics = PromptCaching.Messages.Settings.RequestDiagnostics.FirstTurn }.ToUtf8Bytes())
            .Should().Contain("""
                "diagnostics":{"previous_message_id":null}
                """.Trim());

    private static void NothingIsLeftIn(object? value)
    {
        switch (value)
        {
            case WireObject wire:
                wire.ExtraFields.Should().BeEmpty("{0} should have a property for each", wire.GetType().Name);
                foreach (var property in wire.GetType().GetProperties().Where(static property => property.GetIndexParameters().Length == 0))
                {
                    NothingIsLeftIn(property.GetMethod!.IsStatic ? null : property.GetValue(wire));
                }

                break;
            case IEnumerable list and not string:
                foreach (var item in list)
                {
                    NothingIsLeftIn(item);
                }

                break;
        }

        (value is UnknownStreamEvent or UnknownDelta or PromptCaching.Messages.Content.UnknownBlock).Should().BeFalse("{0} should have a type", value);
    }
}
