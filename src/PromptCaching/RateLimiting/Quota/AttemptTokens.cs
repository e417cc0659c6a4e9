using PromptCaching.Telemetry;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>What is known of an attempt's tokens before it is sent.</summary>
/// <param name="Forecast">What the plan for the prompt cache expects; null when there is no plan.</param>
/// <param name="BodyTokens">The prompt, estimated from its length.</param>
/// <param name="MaxOutput">The most that the caller allows.</param>
internal sealed record AttemptTokens(InputForecast? Forecast, double BodyTokens, double MaxOutput)
{
    /// <summary>An attempt of which only the request counts.</summary>
    public static AttemptTokens None { get; } = new(null, 0, 0);
}
