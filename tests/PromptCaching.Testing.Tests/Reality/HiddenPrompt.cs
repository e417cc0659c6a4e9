using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>Finds requests whose prompt holds what the request does not show.</summary>
internal static class HiddenPrompt
{
    public static string? Reason(RecordedExchange exchange)
    {
        var body = exchange.RequestBody;
        return exchange.BlockTypesInResponse.Any(type => type is "server_tool_use" or "mcp_tool_use") ? "server tools ran"
            : Mentions(body, source => Is(source, "type", "url") || Is(source, "type", "file")) ? "a file or page by reference"
            : exchange.Usage.TryGetProperty("iterations", out var iterations) && iterations.ValueKind == JsonValueKind.Array
                && iterations.EnumerateArray().Any(step => !Is(step, "type", "message")) ? "compaction or an adviser"
            : body.TryGetProperty("context_management", out _) ? "the API may have compacted or cleared"
            : null;
    }

    private static bool Mentions(JsonElement element, Func<JsonElement, bool> isReference) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(property =>
            property is { Name: "source", Value.ValueKind: JsonValueKind.Object } ? isReference(property.Value) || Mentions(property.Value, isReference)
            : Mentions(property.Value, isReference)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => Mentions(item, isReference)),
        _ => false,
    };

    private static bool Is(JsonElement holder, string name, string value) =>
        holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() == value;
}
