using System.Globalization;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Reads an answer whose form nobody has told: a message begins with a brace, a stream never does.</summary>
internal static class ReceivedAnswer
{
    public static (bool IsStream, AnswerOutline Outline) Read(ReadOnlyMemory<byte> answer)
    {
        var isStream = answer.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..];
        var outline = AnswerScan.Read(answer.Span, isStream);
        if (!isStream && outline is { IsComplete: true, Error: null } && !IsMessage(answer))
        {
            outline.IsComplete = false;
        }

        return (isStream, outline);
    }

    /// <summary>Says what came instead of an answer.</summary>
    public static string Refusal(HttpResponseMessage response, byte[] body) =>
        string.Create(CultureInfo.InvariantCulture, $"The API answered {(int)response.StatusCode}") + (ErrorOf(body) is { } error ? $": {error}" : ".");

    /// <summary>What somebody wrote by hand may be any JSON; it would be told to callers as an answer.</summary>
    private static bool IsMessage(ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer, JsonSettings.Document);
        return document.RootElement.Text("type") == "message"
            && document.RootElement.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array;
    }

    private static string? ErrorOf(byte[] body)
    {
        try
        {
            return JsonSettings.Parse(body).Object("error") is { } error ? $"{error.Text("type")}: {error.Text("message")}" : null;
        }
        catch (JsonException)
        {
            // A proxy's page instead of the API's words: the status has to do.
            return null;
        }
    }
}
