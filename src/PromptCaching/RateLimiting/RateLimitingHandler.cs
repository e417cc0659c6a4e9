using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.RateLimiting;

/// <summary>Takes one permit for every attempt, because the server counts attempts; none is held while a retry waits.</summary>
internal sealed class RateLimitingHandler(RequestPools pools, Func<RateLimitingOptions> options, ILogger logger) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!options().Enabled || pools.For(ClaudeEndpoints.Of(request)) is not { } pool)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var lease = await AcquireAsync(pool.Limiter, cancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.Zero;
            logger.Refused(wait);
            throw Refusal(pool, wait, CallContext.Of(request)?.Report.Attempts ?? 0);
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        pool.Rate.Learn(response);
        return response;
    }

    private static async ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken)
    {
        try
        {
            return await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException stopped)
        {
            throw new ClaudeException("The client was disposed while the call waited for a permit; this attempt was not sent.", stopped);
        }
    }

    /// <summary>A first attempt is refused with nothing sent; of a later one that cannot be said.</summary>
    private static ClaudeException Refusal(RequestPools.Pool pool, TimeSpan wait, int attempts)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"The rate of requests ({pool.Rate.PerMinute} a minute) is used up and the queue (of {pool.Rate.QueueLimit}) is full. Try again in "
            + $"{wait.TotalSeconds:0.0} s, or raise RateLimiting:RequestsPerMinute or RateLimiting:QueueLimit.");
        return attempts == 0
            ? new ClaudeRefusedException(RefusalReason.Quota, message) { RetryAfter = wait }
            : new ClaudeException("There is no permit for another attempt. " + message) { RetryAfter = wait };
    }
}
