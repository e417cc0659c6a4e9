using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PromptCaching.Http;

namespace PromptCaching.Retrying;

/// <summary>Reads the outcome of an attempt off a response or a failure.</summary>
internal static class AttemptOutcomes
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private static ReadOnlySpan<byte> SpendLimit => "enforced_spend_limit_reached"u8;

    /// <summary>Only failures are looked into: the content of a success belongs to the caller.</summary>
    public static async ValueTask<AttemptOutcome> OfAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var isSpendLimit = false;
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            isSpendLimit = await NamesSpendLimitAsync(response.Content, time, cancellationToken).ConfigureAwait(false);
        }

        return new AttemptOutcome
        {
            Status = response.StatusCode,
            ServerDelay = RetryAfter.Of(response, time.GetUtcNow()),
            ServerSaysRetry = response.Headers.Find(ClaudeHeaders.ShouldRetry) switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            },
            IsSpendLimit = isSpendLimit,
        };
    }

    /// <returns><see langword="null"/> for what is not a failure of the connection, such as the caller's own cancellation.</returns>
    public static AttemptOutcome? Of(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        HttpRequestException request => Of(request),

        // A connection that was not made in time comes as a cancellation that nobody asked for.
        OperationCanceledException { InnerException: TimeoutException } when !cancellationToken.IsCancellationRequested => new AttemptOutcome(),
        _ => null,
    };

    private static AttemptOutcome Of(HttpRequestException failure) => new()
    {
        // A connection that was never made carried nothing; of any other failure nobody knows how far the request came.
        IsAmbiguous = failure.HttpRequestError is not (HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
            && failure.InnerException is not SocketException { SocketErrorCode: SocketError.ConnectionRefused },
    };

    private static async Task<bool> NamesSpendLimitAsync(HttpContent content, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return NamesSpendLimit(await content.ReadAsByteArrayAsync(cancellationToken).WaitAsync(LongestRead, time, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or TimeoutException)
        {
            // A 429 whose body breaks or does not end is an ordinary one.
            return false;
        }
    }

    private static bool NamesSpendLimit(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("error_code"u8))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(SpendLimit);
                }
            }
        }
        catch (JsonException)
        {
            // A proxy's 429 without API JSON is an ordinary one.
        }

        return false;
    }
}
