using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Telemetry;

namespace PromptCaching.RateLimiting;

/// <summary>What the limiter wants to know of one attempt.</summary>
internal sealed record LimitedCall(PoolKey Key, AttemptTokens Tokens, CallPriority Priority, IProgress<QueuePosition>? Progress, CallReport? Report)
{
    private const double TokensPerByte = 0.25;

    public int Attempts => Report?.Attempts ?? 0;

    public static LimitedCall Of(HttpRequestMessage request, ClaudeEndpoint endpoint, ILogger logger)
    {
        var wishes = ClaudeCall.Of(request);
        var context = CallContext.Of(request);
        var outline = context?.Once(RequestOutline.Of);
        var tokens = context is null ? AttemptTokens.None : new AttemptTokens(
            context.Noted<InputForecast>(),
            context.Body.Length * TokensPerByte,
            outline?.MaxTokens ?? int.MaxValue);
        return new LimitedCall(
            PoolKey.Of(request, endpoint, outline?.Model, outline?.IsFast ?? false),
            tokens,
            wishes.Priority ?? CallPriority.Normal,
            wishes.QueueProgress is { } progress ? new GuardedProgress(progress, logger) : null,
            context?.Report);
    }

    public void Waited(TimeSpan time)
    {
        if (Report is { } report)
        {
            report.QuotaWait += time;
        }
    }
}
