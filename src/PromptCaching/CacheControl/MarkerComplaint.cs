using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl;

/// <summary>What the API says about markers that it does not take.</summary>
/// <param name="Message">Its words.</param>
/// <param name="Level">Where the markers stand that it does not take; null when it may be any of them.</param>
internal sealed record MarkerComplaint(string Message, PromptLevel? Level)
{
    private const int LongestMessage = 300;
    private const string Marker = "cache_control";
    private const string TimeToLive = "ttl";

    private static readonly string[] OfRequest =
        ["\"model\"", "\"messages\"", "\"system\"", "\"tools\"", "\"max_tokens\"", "\"metadata\"", "\"content\"", "\"text\"", "\\\"model", "\\\"messages"];

    /// <summary>Reads a complaint from the body of a 400.</summary>
    /// <returns><see langword="null"/> when it is about something else.</returns>
    public static MarkerComplaint? Of(ReadOnlySpan<byte> body)
    {
        var message = MessageOf(body);
        return message.Contains(Marker, StringComparison.Ordinal) ? new MarkerComplaint(Shortened(message), LevelOf(message)) : null;
    }

    /// <summary>A gateway may repeat the request in its complaint, whole or in part, and prompts do not belong in logs and reports.</summary>
    private static string Shortened(string message)
    {
        var repeated = OfRequest.Min(name => message.IndexOf(name, StringComparison.Ordinal) is >= 0 and var place ? place : message.Length);
        var length = Math.Min(repeated, LongestMessage);
        return length == message.Length ? message : message[..length] + "...";
    }

    /// <summary>The order of TTLs and the number of markers are matters of all of them, whichever one the message names.</summary>
    private static PromptLevel? LevelOf(string message) =>
        message.Contains(TimeToLive, StringComparison.Ordinal) ? null
        : message.StartsWith("tools.", StringComparison.Ordinal) || message.StartsWith("Tool '", StringComparison.Ordinal) ? PromptLevel.Tools
        : message.StartsWith("system.", StringComparison.Ordinal) ? PromptLevel.System
        : message.StartsWith("messages.", StringComparison.Ordinal) ? PromptLevel.Messages
        : null;

    /// <summary>Gateways answer in forms of their own; then all of the body is the message.</summary>
    private static string MessageOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, JsonSettings.Reader);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String)
            {
                return message.GetString()!;
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // No JSON: read as text.
        }

        return Encoding.UTF8.GetString(body);
    }
}
