using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

internal sealed class UnknownFieldRule : IRequestRule
{
    private static readonly HashSet<string> Known =
    [
        "model", "max_tokens", "messages", "system", "tools", "tool_choice", "thinking", "temperature", "top_p", "top_k", "stop_sequences",
        "stream", "metadata", "service_tier", "container", "inference_geo", "output_config", "cache_control", "diagnostics", "user_profile_id",
        "context_management", "compaction", "mcp_servers", "output_format", "speed", "fallbacks", "fallback_credit_token",
    ];

    public ApiError? Check(RequestUnderTest request) =>
        request.Body.EnumerateObject().Select(static property => property.Name).FirstOrDefault(static name => !Known.Contains(name)) is { } unknown
            ? ApiError.Invalid($"{unknown}: Extra inputs are not permitted")
            : null;
}
