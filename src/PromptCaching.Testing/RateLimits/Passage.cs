using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>A call that the limiter has looked at: what it drew from, or why it was refused.</summary>
internal sealed record Passage(IReadOnlyList<LimitedPool> Pools, string? Model)
{
    public ApiError? Refusal { get; init; }

    public string? RetryAfter { get; init; }

    public bool IsPriority { get; init; }

    public static Passage Free(string? model) => new([], model);
}
