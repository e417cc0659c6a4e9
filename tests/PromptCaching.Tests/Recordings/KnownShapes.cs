using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Tests.Recordings;

/// <summary>
/// A type that kept everything in its extra fields would pass any round trip. So: what we have a type or a property for must arrive there.
/// </summary>
internal static class KnownShapes
{
    private static readonly string[] BlockTypes =
    [
        "text", "image", "document", "search_result", "thinking", "redacted_thinking", "tool_use", "tool_result", "server_tool_use", "mcp_tool_use",
        "mcp_tool_result", "tool_reference", "browser_state", "container_upload", "compaction", "tool_addition", "tool_removal", "fallback",
        "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result", "tool_search_tool_result", "advisor_tool_result",
    ];

    private static readonly string[] DeltaTypes = ["text_delta", "input_json_delta", "thinking_delta", "signature_delta", "citations_delta", "compaction_delta"];

    private static readonly string[] EventTypes =
    [
        "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "ping",
    ];

    public static void InAnswer(Message answer)
    {
        answer.Id.Should().StartWith("msg_");
        answer.Model.Should().NotBeNullOrEmpty();
        answer.Role.Should().Be(Role.Assistant);
        answer.StopReason.Should().NotBeNull();
        answer.Usage.InputTokens.Should().NotBeNull();
        answer.Usage.OutputTokens.Should().NotBeNull();
        OnlyNullsAmong(answer.ExtraFields, "id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage", "stop_details", "container", "diagnostics", "context_management", "input_transformations");
        InUsage(answer.Usage);
        InBlocks(answer.Content);
    }

    public static void InRequest(MessageRequest request)
    {
        request.Messages.Should().NotBeEmpty();
        OnlyNullsAmong(
            request.ExtraFields, "model", "max_tokens", "messages", "system", "tools", "tool_choice", "thinking", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier", "cache_control", "output_config", "container", "inference_geo", "speed", "context_management", "mcp_servers");
        foreach (var message in request.Messages)
        {
            OnlyNullsAmong(message.ExtraFields, "role", "content");
            InBlocks(message.Content);
        }
    }

    public static void InStream(IReadOnlyList<MessageStreamEvent> events)
    {
        events.OfType<UnknownStreamEvent>().Select(unknown => unknown.Type).Should().NotContain(EventTypes);
        var deltas = events.OfType<ContentBlockDeltaEvent>().Select(delta => delta.Delta);
        deltas.OfType<UnknownDelta>().Select(unknown => unknown.Type).Should().NotContain(DeltaTypes);
        InBlocks(events.OfType<ContentBlockStartEvent>().Select(start => start.ContentBlock));
        foreach (var delta in events.OfType<MessageDeltaEvent>())
        {
            delta.Usage.OutputTokens.Should().NotBeNull();
            InUsage(delta.Usage);
        }
    }

    private static void InUsage(Usage usage) => OnlyNullsAmong(
        usage.ExtraFields, "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation", "output_tokens", "output_tokens_details", "server_tool_use", "service_tier", "inference_geo", "speed", "iterations");

    private static void InBlocks(IEnumerable<ContentBlock> blocks)
    {
        foreach (var block in blocks)
        {
            (block is UnknownBlock && BlockTypes.Contains(block.Type)).Should().BeFalse("{0} has a type of its own", block.Type);
            OnlyNullsAmong(block.ExtraFields, "type", "text", "source", "input", "content", "citations", "cache_control", "is_error", "signature", "caller", "encrypted_content");
        }
    }

    private static void OnlyNullsAmong(IReadOnlyDictionary<string, JsonElement> extra, params string[] known) =>
        extra.Where(field => known.Contains(field.Key) && field.Value.ValueKind != JsonValueKind.Null).Should().BeEmpty();
}
