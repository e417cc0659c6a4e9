using System.Text.Json;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>What an error of the API looks like: an envelope with a type that fits the status, a text, and the id of the request.</summary>
internal static class ErrorShape
{
    /// <summary>Says what is wrong with an error; null when nothing is.</summary>
    public static string? Complaint(HttpResponseMessage response, byte[] body)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return $"content type {response.Content.Headers.ContentType}";
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Complaint(response, document.RootElement);
        }
        catch (JsonException exception)
        {
            return $"no JSON: {exception.Message}";
        }
    }

    private static string? Complaint(HttpResponseMessage response, JsonElement envelope)
    {
        var error = envelope.TryGetProperty("error", out var inner) ? inner : default;
        return Text(envelope, "type") != "error" ? "no envelope"
            : Text(error, "type") != TypeOf((int)response.StatusCode) ? $"type {Text(error, "type")} with status {(int)response.StatusCode}"
            : string.IsNullOrWhiteSpace(Text(error, "message")) ? "no message"
            : Text(envelope, "request_id") is not { Length: > 0 } id ? "no request_id"
            : response.Headers.GetValues("request-id").Single() != id ? "another request-id in the header"
            : null;
    }

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string TypeOf(int status) => status switch
    {
        400 or 405 => "invalid_request_error",
        401 => "authentication_error",
        404 => "not_found_error",
        413 => "request_too_large",
        _ => $"none for {status}",
    };
}
