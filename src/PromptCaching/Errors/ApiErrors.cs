using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using PromptCaching.Http;
using PromptCaching.Messages.Json;

namespace PromptCaching.Errors;

/// <summary>Turns what the API says in an error into the exception that says it to the caller.</summary>
internal static class ApiErrors
{
    private const int LongestForeignText = 500;

    public static async Task<ClaudeApiException> ReadAsync(
        HttpResponseMessage response, int attempts, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] body;
        try
        {
            body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            // The status says enough; what broke after it is not the caller's problem.
            body = [];
        }

        return From(body, response, RetryAfter.Of(response, time.GetUtcNow()), attempts);
    }

    /// <summary>Reads an <c>error</c> event, or the body of an error response.</summary>
    public static ClaudeApiException From(ReadOnlySpan<byte> json, HttpResponseMessage response, TimeSpan? retryAfter = null, int attempts = 1)
    {
        var status = (int)response.StatusCode;
        var envelope = TryParse(json);
        var error = Member(envelope, "error", JsonValueKind.Object);
        var type = Text(error, "type");
        var message = Text(error, "message");
        var known = type is null ? (ErrorType?)null : new ErrorType(type);
        var errorType = known ?? ErrorType.OfStatus(status);
        var advice = ErrorAdvice.For(response.StatusCode, known, message, retryAfter);
        return new ClaudeApiException(Sentence(status, errorType, message ?? ForeignText(json)) + advice + Count(attempts))
        {
            StatusCode = response.StatusCode,
            ErrorType = errorType,
            RequestId = Text(envelope, "request_id") ?? response.Headers.Find(ClaudeHeaders.RequestId),
            RetryAfter = retryAfter,
            Details = Member(error, "details", JsonValueKind.Object),

            // In a stream the answer had begun.
            MayHaveBeenBilled = status == (int)HttpStatusCode.OK || response.GetCallReport() is { AmbiguousAttempts: > 0 },
            IsGivenUp = response.Headers.Find(ClaudeHeaders.ShouldRetry) == "false",
        };
    }

    private static string Sentence(int status, ErrorType type, string text) =>
        status == (int)HttpStatusCode.OK
            ? $"The API broke off its answer ({type}): {text}"
            : $"The API answered {status.ToString(CultureInfo.InvariantCulture)} ({type}): {text}";

    private static string Count(int attempts) =>
        attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({attempts} attempts were made.)") : "";

    private static string ForeignText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestForeignText)]).Trim();
        return text.Length == 0 ? "no further explanation." : text;
    }

    // Half a surrogate pair is no text: then the body has to speak.
    private static string? Text(JsonElement? element, string name) =>
        Member(element, name, JsonValueKind.String) is { } text ? WireJson.AsString(text) : null;

    private static JsonElement? Member(JsonElement? element, string name, JsonValueKind kind) =>
        element is { ValueKind: JsonValueKind.Object } holder && holder.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private static JsonElement? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return WireJson.Parse(json);
        }
        catch (JsonException)
        {
            // Proxies and the edge answer in HTML or nothing at all; the status then has to speak.
            return null;
        }
    }
}
