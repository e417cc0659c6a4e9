using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>Lists the blocks of a body in the order in which the API processes them; a string counts as one text block.</summary>
internal static class RequestBlocks
{
    public static IReadOnlyList<RequestBlock> Of(JsonElement body) => [.. Tools(body), .. System(body), .. Messages(body)];

    private static IEnumerable<RequestBlock> Tools(JsonElement body) =>
        body.GetArray("tools").Select(static (tool, index) => new RequestBlock(PromptLevel.Tools, $"tools.{index}", tool));

    private static IEnumerable<RequestBlock> System(JsonElement body) => body.Get("system") is { } system
        ? Contents(system).Select(static (block, index) => new RequestBlock(PromptLevel.System, $"system.{index}", block))
        : [];

    private static IEnumerable<RequestBlock> Messages(JsonElement body) => body.GetArray("messages").SelectMany(static (message, number) =>
        message.Get("content") is { } content
            ? Contents(content).Select((block, index) => new RequestBlock(PromptLevel.Messages, $"messages.{number}.content.{index}", block)
            {
                Role = message.GetText("role") ?? "user",
                TurnScoped = message.GetText("clear_at") == "next_user_message",
            })
            : []);

    private static IEnumerable<JsonElement> Contents(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => [Json.TextBlock(content.GetString()!)],
        JsonValueKind.Array => content.EnumerateArray(),
        _ => [],
    };
}
