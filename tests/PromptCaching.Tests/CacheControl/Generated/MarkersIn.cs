using System.Text.Json;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>The markers of a body as the rules of the API count them, nested ones too; a second count beside the emulator's.</summary>
internal static class MarkersIn
{
    private const int Most = 4;

    /// <summary>Says which rule about their number, order or place is broken; null for none.</summary>
    public static string? Complaint(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var markers = Of(document.RootElement).ToList();
        return markers.Count > Most ? $"{markers.Count} markers"
            : markers.SkipWhile(static isOneHour => isOneHour).Any(static isOneHour => isOneHour) ? "an hour after five minutes"
            : Blocks(document.RootElement).Any(static block => IsMarked(block) && IsBlank(block)) ? "a marker on blank text"
            : null;
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement body) =>
        Items(body, "tools").Concat(Items(body, "system")).Concat(Items(body, "messages").SelectMany(static message => Items(message, "content")));

    /// <summary>Lists the markers in the order in which they are processed: whether each is for an hour.</summary>
    public static IEnumerable<bool> Of(JsonElement body) => Blocks(body).SelectMany(static block => Inside(block)).Concat(Own(body));

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

    private static bool IsMarked(JsonElement block) => Own(block).Any();

    private static bool IsBlank(JsonElement block) =>
        block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(text.GetString());

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object)
            : [];
}
