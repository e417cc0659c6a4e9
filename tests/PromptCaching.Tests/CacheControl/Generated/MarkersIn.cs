using System.Text.Json;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>The markers of a body as the rules of the API count them, nested ones too; a second count beside the emulator's.</summary>
internal static class MarkersIn
{
    private const int Most = 4;

    /// <summary>Says which rule about their number or order is broken; null for none.</summary>
    public static string? Complaint(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var markers = Of(document.RootElement).ToList();
        return markers.Count > Most ? $"{markers.Count} markers"
            : markers.SkipWhile(static isOneHour => isOneHour).Any(static isOneHour => isOneHour) ? "an hour after five minutes"
            : null;
    }

    private static IEnumerable<bool> Of(JsonElement body)
    {
        var blocks = Items(body, "tools").Concat(Items(body, "system")).Concat(Items(body, "messages").SelectMany(static message => Items(message, "content")));
        return blocks.SelectMany(static block => Inside(block)).Concat(Own(body));
    }

    private static IEnumerable<bool> Inside(JsonElement block) => Items(block, "content")
        .Concat(block.TryGetProperty("source", out var source) ? Items(source, "content") : [])
        .SelectMany(static nested => Inside(nested))
        .Concat(Own(block));

    private static IEnumerable<bool> Own(JsonElement block)
    {
        if (block.TryGetProperty("cache_control", out var marker) && marker.ValueKind == JsonValueKind.Object)
        {
            yield return marker.TryGetProperty("ttl", out var ttl) && ttl.ValueKind == JsonValueKind.String && ttl.ValueEquals("1h");
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object)
            : [];
}
