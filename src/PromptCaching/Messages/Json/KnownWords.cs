using System.Collections.Frozen;
using System.Text;

namespace PromptCaching.Messages.Json;

/// <summary>The words that the API says again and again, each as one string: reading them makes none.</summary>
internal static class KnownWords
{
    private static readonly FrozenDictionary<uint, string> ByShape = All.ToFrozenDictionary(static word => ShapeOf(Encoding.ASCII.GetBytes(word)));

    public static string[] All =>
    [
        "message", "assistant", "user", "system",
        "message_start", "message_delta", "message_stop", "content_block_start", "content_block_delta", "content_block_stop", "ping", "error",
        "text", "thinking", "redacted_thinking", "tool_use", "server_tool_use", "mcp_tool_use", "tool_result", "compaction", "image", "document",
        "text_delta", "thinking_delta", "signature_delta", "input_json_delta", "citations_delta", "compaction_delta",
        "char_location", "page_location", "content_block_location", "search_result_location", "web_search_result_location",
        "web_search_tool_result", "web_search_result", "web_fetch_tool_result", "web_fetch_result", "web_search", "web_fetch",
        "end_turn", "max_tokens", "stop_sequence", "pause_turn", "refusal", "direct", "ephemeral", "base64", "url", "file",
        "standard", "priority", "batch", "not_available", "global", "us",
        "id", "type", "model", "content", "citations", "caller", "stop_reason", "stop_details", "container", "context_management", "diagnostics",
        "cache_control", "cache_creation", "service_tier", "inference_geo", "output_tokens_details", "iterations", "speed", "title", "is_error",
        "document_title", "file_id", "encrypted_content", "page_age", "retrieved_at", "toolset_name", "applied_edits",
    ];

    /// <summary>Finds the word that these bytes spell.</summary>
    /// <returns><see langword="null"/> for any other.</returns>
    public static string? Find(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 1 && ByShape.TryGetValue(ShapeOf(utf8), out var word) && Ascii.Equals(utf8, word) ? word : null;

    /// <summary>Length and four letters: no two of the words have them in common.</summary>
    private static uint ShapeOf(ReadOnlySpan<byte> word) =>
        (uint)(word.Length * 0x1003F) ^ word[0] ^ ((uint)word[^1] << 7) ^ ((uint)word[word.Length / 2] << 14) ^ ((uint)word[word.Length / 3] << 21);
}
