using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>Older models drop the thinking of earlier turns once the user says something new; the prompt is shorter then, and another one.</summary>
internal static class EarlierThinking
{
    private static readonly string[] StrippingModels =
    [
        "claude-3", "claude-opus-4-0", "claude-opus-4-1", "claude-opus-4-2025", "claude-sonnet-4-0", "claude-sonnet-4-2025",
        "claude-sonnet-4-5", "claude-haiku-4-5",
    ];

    public static IReadOnlyList<RequestBlock> Strip(JsonElement body, IReadOnlyList<RequestBlock> blocks)
    {
        var model = body.GetText("model") ?? "";
        if (!StrippingModels.Any(name => model.StartsWith(name, StringComparison.Ordinal)))
        {
            return blocks;
        }

        var lastQuestion = LastIndex(blocks, static block => block is { Level: PromptLevel.Messages, Role: "user", Type: not "tool_result" });
        return [.. blocks.Where((block, index) => index > lastQuestion || block.Type is not ("thinking" or "redacted_thinking"))];
    }

    private static int LastIndex(IReadOnlyList<RequestBlock> blocks, Func<RequestBlock, bool> matches)
    {
        var index = blocks.Count - 1;
        while (index >= 0 && !matches(blocks[index]))
        {
            index--;
        }

        return index;
    }
}
