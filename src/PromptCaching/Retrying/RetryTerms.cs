using PromptCaching.Http;
using PromptCaching.Retrying.Circuits;

namespace PromptCaching.Retrying;

/// <summary>What one call's repetitions are decided by: one snapshot of the options, and what is known of its endpoint.</summary>
internal sealed record RetryTerms(RetryingOptions Options, ClaudeEndpoint Endpoint, string Origin, string? Model)
{
    /// <summary>Gets how many repetitions there may be: none where they belong to somebody else, or the body cannot be sent twice.</summary>
    public int MostRetries { get; init; } = Options.MaxRetries;

    /// <summary>Gets a value indicating whether a limiter below keeps everybody back for as long as the server said.</summary>
    public bool IsPaced { get; init; }

    public CallReport? Report { get; init; }

    public Circuit? Circuit { get; init; }

    /// <summary>Gets what repetitions are paid from.</summary>
    /// <value><see langword="null"/> where they cost nothing.</value>
    public RetryBudget? Budget { get; init; }

    public static RetryTerms Of(RetryingOptions options, ClaudeEndpoint endpoint, string origin, string? model, UpstreamHealth health) =>
        new(options, endpoint, origin, model)
        {
            Circuit = options.CircuitBreaker ? health.CircuitOf(origin, model) : null,
            Budget = options.RetryBudget < options.MaxRetries ? health.BudgetOf(origin) : null,
        };
}
