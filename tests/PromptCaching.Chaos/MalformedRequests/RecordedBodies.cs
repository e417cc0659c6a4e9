using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Recorded requests, where there are recordings beside the repository.</summary>
internal static class RecordedBodies
{
    private const int Longest = 100_000;

    public static IReadOnlyList<string> Read() => SharedFolder.Exchanges is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(Body).OfType<string>()]
        : [];

    private static string? Body(string line)
    {
        using var exchange = JsonDocument.Parse(line);
        return exchange.RootElement.GetProperty("path").GetString() is "/v1/messages" or "/v1/messages/count_tokens"
            && exchange.RootElement.GetProperty("request_body") is { ValueKind: JsonValueKind.Object } body
            && body.GetRawText() is { Length: <= Longest } text
            ? text
            : null;
    }
}
