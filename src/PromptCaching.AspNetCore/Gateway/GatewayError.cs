using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>An answer of the gateway's own that is no answer of the API, in the form of the API's errors, so that any client understands it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The API's name for the kind of error.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record GatewayError(int Status, string Type, string Message)
{
    private const int SiteIsOverloaded = 529;

    /// <summary>Gets when to come back.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether asking again is of no use: the chain has done so already, or the answer will not change.</summary>
    public bool IsFinal { get; init; }

    public static GatewayError Invalid(string message) => new(StatusCodes.Status400BadRequest, "invalid_request_error", message) { IsFinal = true };

    public static GatewayError Unauthenticated(string message) => new(StatusCodes.Status401Unauthorized, "authentication_error", message);

    public static GatewayError Billing(string message) => new(StatusCodes.Status402PaymentRequired, "billing_error", message) { IsFinal = true };

    public static GatewayError Forbidden(string message) => new(StatusCodes.Status403Forbidden, "permission_error", message);

    public static GatewayError NotFound(string message) => new(StatusCodes.Status404NotFound, "not_found_error", message);

    public static GatewayError TooLarge(string message) => new(StatusCodes.Status413PayloadTooLarge, "request_too_large", message);

    public static GatewayError RateLimited(string message) => new(StatusCodes.Status429TooManyRequests, "rate_limit_error", message);

    public static GatewayError Failed(string message) => new(StatusCodes.Status500InternalServerError, "api_error", message) { IsFinal = true };

    public static GatewayError Unreachable(string message) => new(StatusCodes.Status502BadGateway, "api_error", message) { IsFinal = true };

    public static GatewayError TimedOut(string message) => new(StatusCodes.Status504GatewayTimeout, "timeout_error", message) { IsFinal = true };

    public static GatewayError Overloaded(string message) => new(SiteIsOverloaded, "overloaded_error", message);

    /// <summary>Writes it; the server sends it when the call is over.</summary>
    public void Write(HttpResponse response)
    {
        var body = ToJson();
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (RetryAfter is { } time)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
            response.Headers[GatewayHeaders.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (IsFinal)
        {
            response.Headers[GatewayHeaders.ShouldRetry] = "false";
        }

        response.BodyWriter.Write(body.Span);
    }

    private ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("type", "error");
        writer.WriteStartObject("error");
        writer.WriteString("type", Type);
        writer.WriteString("message", Message);
        writer.WriteEndObject();

        // It is no request of the API's, so it has none of its ids.
        writer.WriteNull("request_id");
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
