using System.Net;
using PromptCaching.Http;

namespace PromptCaching.Retrying;

/// <summary>Reads the outcome of an attempt off a response or a failure.</summary>
internal static class AttemptOutcomes
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    /// <summary>Only failures are looked into: the content of a success belongs to the caller.</summary>
    public static async ValueTask<AttemptOutcome> OfAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken) => new()
    {
        Status = response.StatusCode,
        ServerDelay = RetryAfter.Of(response, time.GetUtcNow()),
        ServerSaysRetry = response.Headers.Find(ClaudeHeaders.ShouldRetry) switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        },
        IsSpendLimit = response.StatusCode == HttpStatusCode.TooManyRequests
            && await NamesSpendLimitAsync(response.Content, time, cancellationToken).ConfigureAwait(false),
    };

    /// <returns><see langword="null"/> for what is not a failure of the connection, such as the caller's own cancellation.</returns>
    public static AttemptOutcome? Of(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        HttpRequestException { InnerException: TimeoutException } => new AttemptOutcome { End = AttemptEnd.TimedOut },
        _ when !SentRequest.MayHaveArrived(failure, cancellationToken) => new AttemptOutcome { End = AttemptEnd.NotConnected },
        HttpRequestException or IOException => new AttemptOutcome { End = AttemptEnd.Lost },
        _ => null,
    };

    private static async Task<bool> NamesSpendLimitAsync(HttpContent content, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return SpendLimit.IsNamedIn(
                await content.ReadAsByteArrayAsync(cancellationToken).WaitAsync(LongestRead, time, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or TimeoutException)
        {
            // A 429 whose body breaks or does not end is an ordinary one.
            return false;
        }
    }
}
