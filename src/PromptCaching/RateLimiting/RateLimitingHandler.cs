using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using PromptCaching.Errors;
using PromptCaching.Http;

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

        using var lease = await pool.Limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.Zero;
            logger.Refused(wait);
            throw new ClaudeRefusedException(
                RefusalReason.Quota,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{pool.Rate.QueueLimit} requests are waiting already. Try again in {wait.TotalSeconds:0.0} s, or raise RateLimiting:QueueLimit."))
            {
                RetryAfter = wait,
            };
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        pool.Rate.Learn(response);
        return response;
    }
}
