using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing;

/// <summary>How the emulator counts tokens: four characters of text (UTF-16 units, rounded up for each block) are one token.</summary>
/// <remarks>
/// Counted are: text; a tool's definition, as compact JSON; a tool call's input, as compact JSON; the text of a tool result; thinking text.
/// An image costs 1,500 tokens, as does a document that is only named by a URL or a file id; a base64 document costs its decoded size
/// divided by four. Markers, roles and deferred tools cost nothing. Blocks of any other type are counted as compact JSON.
/// </remarks>
public static class TokenEstimate
{
    /// <summary>The tokens of an image, and of a document whose bytes are not in the request.</summary>
    public const int TokensPerImage = 1500;

    /// <summary>The characters that make one token.</summary>
    public const int CharactersPerToken = 4;

    /// <summary>Counts a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tokens, rounded up.</returns>
    public static int OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromCharacters(text.Length);
    }

    /// <summary>Counts one block of a system prompt or a message.</summary>
    /// <param name="block">The block, as JSON.</param>
    /// <returns>The tokens, rounded up; those of a tool result include what is nested in it.</returns>
    public static int OfBlock(JsonElement block) => block.GetText("type") switch
    {
        "text" => FromCharacters(Length(block, "text")),
        "thinking" => FromCharacters(Length(block, "thinking")),
        "redacted_thinking" => FromCharacters(Length(block, "data")),
        "image" => TokensPerImage,
        "tool_use" or "server_tool_use" or "mcp_tool_use" => FromCharacters(block.Get("input") is { } input ? CanonicalBlock.VerbatimLength(input) : 0),
        "tool_result" or "mcp_tool_result" => OfContent(block),
        "search_result" => FromCharacters(Length(block, "title") + Length(block, "source")) + OfContent(block),
        "document" => FromCharacters(Length(block, "title") + Length(block, "context")) + OfSource(block.Get("source") ?? default),
        _ => FromCharacters(CanonicalBlock.Length(block)),
    };

    /// <summary>Counts one tool definition.</summary>
    /// <param name="tool">The definition, as JSON.</param>
    /// <returns>The tokens, rounded up; 0 for a tool whose loading is deferred.</returns>
    public static int OfTool(JsonElement tool) => tool.IsTrue("defer_loading") ? 0 : FromCharacters(CanonicalBlock.Length(tool));

    /// <summary>Counts the whole prompt of a request: tools, system and messages.</summary>
    /// <param name="body">The body of a Messages request.</param>
    /// <returns>The number that the emulator's count_tokens answers, and the sum of the input counters that it bills.</returns>
    public static int OfRequest(JsonElement body) => PromptSequence.Read(body).TotalTokens;

    internal static int FromCharacters(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static int OfContent(JsonElement holder) => holder.Get("content") switch
    {
        { ValueKind: JsonValueKind.String } text => FromCharacters(text.GetString()!.Length),
        { ValueKind: JsonValueKind.Array } blocks => blocks.EnumerateArray().Sum(OfBlock),
        _ => 0,
    };

    private static int OfSource(JsonElement source) => source.GetText("type") switch
    {
        "text" => FromCharacters(Length(source, "data")),
        "content" => OfContent(source),
        "base64" => FromCharacters((int)(Length(source, "data") * 3L / 4)),
        _ => TokensPerImage,
    };

    private static int Length(JsonElement holder, string name) => holder.GetText(name)?.Length ?? 0;
}
