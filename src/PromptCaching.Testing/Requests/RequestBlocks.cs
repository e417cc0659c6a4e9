using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>Lists the blocks of a body in the order in which the API processes them; a string counts as one text block.</summary>
internal static class RequestBlocks
{
    public static List<RequestBlock> Of(JsonElement body)
    {
        var blocks = new List<RequestBlock>();
        foreach (var tool in body.GetArray("tools"))
        {
            blocks.Add(new RequestBlock(PromptLevel.Tools, 0, blocks.Count, tool));
        }

        if (body.Get("system") is { } system)
        {
            AddContents(blocks, PromptLevel.System, 0, system, role: null, turnScoped: false);
        }

        var number = 0;
        foreach (var message in body.GetArray("messages"))
        {
            if (message.Get("content") is { } content)
            {
                AddContents(blocks, PromptLevel.Messages, number, content, RoleOf(message), message.GetText("clear_at") == "next_user_message");
            }

            number++;
        }

        return blocks;
    }

    private static string RoleOf(JsonElement message) => message.Get("role") switch
    {
        { ValueKind: JsonValueKind.String } role when role.ValueEquals("assistant"u8) => "assistant",
        { ValueKind: JsonValueKind.String } role when role.ValueEquals("system"u8) => "system",
        _ => "user",
    };

    private static void AddContents(List<RequestBlock> blocks, PromptLevel level, int message, JsonElement content, string? role, bool turnScoped)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            blocks.Add(new RequestBlock(level, message, 0, content) { Role = role, TurnScoped = turnScoped });
        }
        else if (content.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var block in content.EnumerateArray())
            {
                blocks.Add(new RequestBlock(level, message, index++, block) { Role = role, TurnScoped = turnScoped });
            }
        }
    }
}
