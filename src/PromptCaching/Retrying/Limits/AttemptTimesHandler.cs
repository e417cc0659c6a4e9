using System.Net;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Retrying.Limits;

/// <summary>Ends an attempt whose answer does not begin, or falls silent. Below the limiter: who waits for a permit has not sent anything.</summary>
internal sealed class AttemptTimesHandler(Func<RetryingOptions> options, TimeProvider time) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (!current.Enabled)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var context = CallContext.Of(request);
        var comesWhole = ClaudeEndpoints.Of(request) switch
        {
            ClaudeEndpoint.Messages => context?.Once(RequestOutline.Of) is not { IsStream: true },
            ClaudeEndpoint.Other => true,
            _ => false,
        };
        var response = await SendAsync(
            request, comesWhole ? current.AnswerTimeout : current.FirstByteTimeout, comesWhole, cancellationToken).ConfigureAwait(false);
        if (context is not null && response.StatusCode == HttpStatusCode.OK && current.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            response.Content = new WatchedContent(response.Content, current.IdleTimeout, time);
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, TimeSpan limit, bool comesWhole, CancellationToken cancellationToken)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var watch = new Watch(time, cancellationToken);
        var sending = base.SendAsync(request, watch.Token);
        using var timer = sending.IsCompleted ? null : watch.Start(limit);
        try
        {
            return await sending.ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled) when (watch.HasEnded && !cancellationToken.IsCancellationRequested)
        {
            var option = comesWhole ? nameof(RetryingOptions.AnswerTimeout) : nameof(RetryingOptions.FirstByteTimeout);
            throw new HttpRequestException(
                $"The answer did not begin within {limit} (Retrying:{option}).", new TimeoutException(canceled.Message, canceled));
        }
    }
}
