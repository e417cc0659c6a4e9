using System.Text.Json.Serialization;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Tokens in buckets that do not overlap, but for thinking, which is part of the output.</summary>
internal sealed record TokenLine(
    long Input,
    [property: JsonPropertyName("cache_write_5m")] long CacheWrite5m,
    [property: JsonPropertyName("cache_write_1h")] long CacheWrite1h,
    long CacheRead,
    long Output,
    long Thinking)
{
    public static TokenLine Of(TokenUsage usage) =>
        new(usage.Input, usage.CacheWrite5m, usage.CacheWrite1h, usage.CacheRead, usage.Output, usage.Thinking);
}
