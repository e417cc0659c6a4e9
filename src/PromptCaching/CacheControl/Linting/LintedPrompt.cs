using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>The blocks of a body in the order in which the API renders them, whatever order the JSON has.</summary>
internal sealed class LintedPrompt
{
    private LintedPrompt(JsonElement body)
    {
        Body = body;
        Tools = [.. body.Get("tools").Items().Select(static (tool, index) => new PromptBlock(PromptLevel.Tools, $"tools.{index}", tool))];
        System = [.. Blocks(body.Get("system"), PromptLevel.System, "system")];
        Messages = [.. body.Get("messages").Items().SelectMany(static (message, index) =>
            Blocks(message.Get("content"), PromptLevel.Messages, $"messages.{index}.content", index, message.GetText("role") ?? "user"))];
        LastQuestion = Messages.Where(static block => block.Role == "user").Select(static block => block.Message).DefaultIfEmpty(-1).Last();
    }

    public JsonElement Body { get; }

    public IReadOnlyList<PromptBlock> Tools { get; }

    public IReadOnlyList<PromptBlock> System { get; }

    public IReadOnlyList<PromptBlock> Messages { get; }

    /// <summary>Gets the tools that are rendered in front of the system prompt.</summary>
    public IReadOnlyList<PromptBlock> RenderedTools => [.. Tools.Where(static tool => tool is { IsDeferred: false, IsWebTool: false })];

    /// <summary>Gets the tools that are rendered into the system prompt.</summary>
    public IReadOnlyList<PromptBlock> WebTools => [.. Tools.Where(static tool => tool is { IsDeferred: false, IsWebTool: true })];

    /// <summary>Gets all blocks as the API renders them.</summary>
    public IEnumerable<PromptBlock> Rendered => [.. RenderedTools, .. WebTools, .. System, .. Messages];

    /// <summary>Gets the blocks of the conversation, those inside results and documents included.</summary>
    public IEnumerable<JsonElement> AllBlocks => Messages.SelectMany(static block => WithNested(block.Json));

    /// <summary>Gets the number of the last user message; -1 when there is none.</summary>
    public int LastQuestion { get; }

    /// <summary>Gets the blocks that later requests can be expected to repeat: all before the last user message, and what the caller marked in it
    /// ahead of its last block.</summary>
    public IEnumerable<PromptBlock> Prefix => [.. Tools.Where(static tool => !tool.IsDeferred), .. System, .. Messages.Take(PrefixMessages())];

    public static LintedPrompt Parse(ReadOnlyMemory<byte> body, string parameterName)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonSettings.Document);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new LintedPrompt(document.RootElement.Clone());
            }
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"The body of a Messages request is one JSON object; this is not JSON: {wrong.Message}", parameterName, wrong);
        }

        throw new ArgumentException("The body of a Messages request is one JSON object; this is other JSON.", parameterName);
    }

    private static IEnumerable<PromptBlock> Blocks(JsonElement? content, PromptLevel level, string place, int message = 0, string? role = null) =>
        (content is { ValueKind: JsonValueKind.String } text ? [TextBlock(text)] : content.Items())
            .Select((block, index) => new PromptBlock(level, $"{place}.{index}", block) { Message = message, Role = role });

    private static JsonElement TextBlock(JsonElement text)
    {
        using var document = JsonDocument.Parse((byte[])[.. "{\"type\":\"text\",\"text\":"u8, .. JsonMarshal.GetRawUtf8Value(text), (byte)'}']);
        return document.RootElement.Clone();
    }

    private static IEnumerable<JsonElement> WithNested(JsonElement block) =>
        (block.Get("content") ?? block.Get("source")?.Get("content")).Items().SelectMany(WithNested).Prepend(block);

    private int PrefixMessages()
    {
        PromptBlock[] aheadOfEnd = [.. Messages.Where(block => block.Message == LastQuestion).SkipLast(1)];
        return Messages.Count(block => block.Message < LastQuestion) + Array.FindLastIndex(aheadOfEnd, static block => block.IsMarked) + 1;
    }
}
