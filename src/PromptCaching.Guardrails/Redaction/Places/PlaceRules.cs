using System.Collections.Frozen;

namespace PromptCaching.Guardrails.Redaction.Places;

/// <summary>The places that are not looked at. Everything else is: a kind of block that nobody knows yet is redacted, not leaked.</summary>
internal static class PlaceRules
{
    /// <summary>Members of the body that are parameters; tokens and addresses among them must work as they stand.</summary>
    private static readonly FrozenSet<string> _rootParameters = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "stop_sequences", "service_tier", "container", "inference_geo", "tool_choice", "thinking", "cache_control", "diagnostics", "speed",
        "user_profile_id", "fallbacks", "fallback_credit_token", "mcp_servers", "anthropic_version", "anthropic_beta");

    /// <summary>Members of the API's objects whose value is a machine's, whatever it looks like.</summary>
    private static readonly FrozenSet<string> _machineData = FrozenSet.Create(
        StringComparer.Ordinal,
        "cache_control", "custom_id", "signature", "encrypted_content", "encrypted_index", "encrypted_stdout", "caller", "usage",
        "allowed_domains", "blocked_domains", "allowed_callers");

    /// <summary>Members of the API's objects that name something; a value that is no single identifier is content all the same.</summary>
    private static readonly FrozenSet<string> _identifiers = FrozenSet.Create(
        StringComparer.Ordinal,
        "id", "type", "role", "name", "model", "tool_use_id", "tool_name", "toolset_name", "server_name", "media_type", "file_id", "skill_id",
        "ttl", "stop_reason", "stop_sequence");

    /// <summary>Objects that are left whole: signed thinking, binary data, what the API must fetch, and what its own tools gave it.</summary>
    private static readonly FrozenSet<string> _leftWhole = FrozenSet.Create(
        StringComparer.Ordinal,
        "thinking", "redacted_thinking", "thinking_delta", "signature_delta", "base64", "url", "file",
        "web_search_tool_result", "web_search_result_location", "web_fetch_tool_result", "code_execution_tool_result",
        "bash_code_execution_tool_result", "text_editor_code_execution_tool_result", "tool_search_tool_result", "advisor_tool_result", "mcp_tool_result");

    public static bool IsRootParameter(string member) => _rootParameters.Contains(member);

    public static bool IsMachineData(string member) => _machineData.Contains(member);

    public static bool IsIdentifier(string member) => _identifiers.Contains(member);

    public static bool IsLeftWhole(string? type) => type is not null && _leftWhole.Contains(type);

    /// <summary>A summary stands beside the same in encrypted form.</summary>
    public static bool IsBound(string? type) => type is "compaction" or "compaction_delta";

    /// <summary>Says whether a value is one name: what may contain personal data has other characters, too.</summary>
    public static bool LooksLikeIdentifier(ReadOnlySpan<byte> value)
    {
        var hasLetter = value.IsEmpty;
        foreach (var letter in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'_' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'+'))
            {
                return false;
            }

            hasLetter |= char.IsAsciiLetter((char)letter);
        }

        return hasLetter;
    }

    public static Zone ZoneOf(string member) => member switch
    {
        "input" or "input_examples" => Zone.Input,
        "input_schema" or "schema" => Zone.Schema,
        _ => Zone.Structure,
    };
}
