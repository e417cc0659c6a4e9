using System.Runtime.CompilerServices;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching;

/// <summary>Sends and reads, and says in our own words what went wrong with the connection. The caller's cancellation stays what it is.</summary>
internal static class Transport
{
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Failed($"No answer came from {request.RequestUri!.Host}: {failure.Message}", failure, request);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                http.Timeout == Timeout.InfiniteTimeSpan
                    ? $"No connection to {request.RequestUri!.Host} was made in time."
                    : $"The HttpClient gave up after {http.Timeout}: set its Timeout to infinite, a long generation takes longer.",
                timeout,
                request);
        }
    }

    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Broken(response, failure);
        }
    }

    /// <summary>Reads an answer of JSON lines, each as it arrives; empty ones are left out.</summary>
    public static async IAsyncEnumerable<string> ReadLinesAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await ReadLineAsync(reader, response, cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line;
            }
        }
    }

    /// <summary>Whether reading failed because of what came over the wire: a lost connection, or bytes that do not decompress.</summary>
    public static bool IsBroken(Exception failure) => failure is HttpRequestException or IOException or InvalidDataException;

    public static ClaudeException Broken(HttpResponseMessage response, Exception failure) =>
        new($"The connection broke while the answer was read: {failure.Message}", failure)
        {
            RequestId = response.Headers.Find(ClaudeHeaders.RequestId),
            MayHaveBeenBilled = true,
        };

    private static async ValueTask<string?> ReadLineAsync(StreamReader reader, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Broken(response, failure);
        }
    }

    /// <summary>A call that came through the chain was repeated there, and its report knows how its attempts ended.</summary>
    private static ClaudeException Failed(string message, Exception failure, HttpRequestMessage request) => new(message, failure)
    {
        MayHaveBeenBilled = CallContext.Of(request) is { Report.AmbiguousAttempts: > 0 },
        IsGivenUp = CallContext.Of(request) is not null,
    };
}
