using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Telemetry;

namespace PromptCaching.RateLimiting;

/// <summary>Takes leave for every attempt, because the server counts attempts; none is held while a retry waits.</summary>
internal sealed class RateLimitingHandler(
    QuotaPools pools, Func<RateLimitingOptions> options, TimeProvider time, RateLimitingMetrics metrics, ILogger logger) : AsyncOnlyHandler
{
    private int _warnedOfSilence;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        var endpoint = ClaudeEndpoints.Of(request);
        if (!current.Enabled || endpoint is not (ClaudeEndpoint.Messages or ClaudeEndpoint.CountTokens))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (current.Limiter?.Invoke(request) is { } own)
        {
            return await SendAsync(request, own, cancellationToken).ConfigureAwait(false);
        }

        var call = LimitedCall.Of(request, endpoint, logger);
        var pool = pools.For(call.Key);
        var lease = await AcquireAsync(pool, call, cancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            metrics.Refused(call.Key);
            throw Refused(lease, call.Attempts, RefusalText.Of(pool, lease.Refusal, current));
        }

        return await SendAsync(request, call, pool, lease, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, LimitedCall call, QuotaPool pool, QuotaLease lease, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ClaudeRefusedException)
        {
            // Refused further down: nothing was sent.
            lease.Withdraw();
            throw;
        }
        catch
        {
            pool.Fail(lease);
            throw;
        }

        var told = ReportedQuota.Of(response, call.Key.IsFast);
        var wait = response.StatusCode == HttpStatusCode.TooManyRequests ? RetryAfter.Of(response, time.GetUtcNow()) : null;
        if (pool.Answer(lease, told, response.IsSuccessStatusCode, isRefused: wait is not null)
            && Interlocked.Exchange(ref _warnedOfSilence, 1) == 0)
        {
            logger.NoLimitsTold();
        }

        if (wait is { } closed)
        {
            pool.Refused(lease, told, closed);
            metrics.Closed(call.Key);
            logger.GateClosed(call.Key.ToString(), closed, RefusalText.Words(pool.Limits));
        }
        else if (response is { IsSuccessStatusCode: true, Content: IObservedAnswer answer })
        {
            answer.Subscribe(new LeaseSettlement(pool, lease, answer.Answer));
        }
        else
        {
            lease.Dispose();
        }

        return response;
    }

    /// <summary>A limiter of the user's own: its lease ends with the answer, so that it may count what runs at one time.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, RateLimiter limiter, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var lease = await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (CallContext.Of(request) is { } context)
        {
            context.Report.QuotaWait += time.GetElapsedTime(start);
        }

        if (!lease.IsAcquired)
        {
            using (lease)
            {
                throw Refused(lease, CallContext.Of(request)?.Report.Attempts ?? 0, "The limiter of RateLimiting:Limiter refuses the call.");
            }
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response is { IsSuccessStatusCode: true, Content: IObservedAnswer answer })
            {
                answer.Subscribe(new LeaseEnd(lease));
            }
            else
            {
                lease.Dispose();
            }

            return response;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private async ValueTask<QuotaLease> AcquireAsync(QuotaPool pool, LimitedCall call, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            var lease = await pool.AcquireAsync(call.Tokens, call.Priority, call.Progress, cancellationToken).ConfigureAwait(false);
            var waited = time.GetElapsedTime(start);
            call.Waited(waited);
            metrics.Waited(call.Key, waited);
            return lease;
        }
        catch (ObjectDisposedException stopped)
        {
            throw new ClaudeException("The client was disposed while the call waited for a permit; this attempt was not sent.", stopped);
        }
    }

    /// <summary>A first attempt is refused with nothing sent; of a later one that cannot be said.</summary>
    private ClaudeException Refused(RateLimitLease lease, int attempts, string message)
    {
        TimeSpan? wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : null;
        logger.Refused(message, wait ?? TimeSpan.Zero);
        message += wait is { } known ? string.Create(CultureInfo.InvariantCulture, $" Try again in {known.TotalSeconds:0.0} s.") : "";
        return attempts == 0
            ? new ClaudeRefusedException(RefusalReason.Quota, message) { RetryAfter = wait }
            : new ClaudeException("There is no permit for another attempt. " + message) { RetryAfter = wait };
    }

    private sealed class LeaseEnd(RateLimitLease lease) : IAnswerObserver
    {
        public void OnEnd(AnswerOutline answer) => lease.Dispose();
    }
}
