using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>The text at the end of a request, which may be said in other words.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Start">The offset of its JSON string in the body, quotes included.</param>
/// <param name="End">The offset after it.</param>
internal sealed record LastUserText(string Text, int Start, int End)
{
    /// <summary>Finds it.</summary>
    /// <returns><see langword="null"/> when the request does not end with a text of the user, or its last message brings results of tools.</returns>
    public static LastUserText? Of(ReadOnlyMemory<byte> body)
    {
        if (RequestOutline.Of(body) is not { Blocks: [.., { Level: PromptLevel.Messages, Role: MessageRole.User } last] blocks })
        {
            return null;
        }

        if (last.IsShorthand)
        {
            return Read(body, last.Start, last.End);
        }

        return last.Type == "text" && !blocks.Any(block => block.Level == PromptLevel.Messages && block.Message == last.Message && IsResult(block))
            ? InBlock(body, last)
            : null;
    }

    /// <summary>The request without the text: what is left is equal for all that may share an answer.</summary>
    public byte[] Frame(ReadOnlySpan<byte> body) => [.. body[..Start], (byte)'"', (byte)'"', .. body[End..]];

    private static bool IsResult(BlockOutline block) => block.Type?.EndsWith("tool_result", StringComparison.Ordinal) == true;

    private static LastUserText Read(ReadOnlyMemory<byte> body, int start, int end) =>
        new(JsonText.Read(body.Span[(start + 1)..(end - 1)]), start, end);

    private static LastUserText? InBlock(ReadOnlyMemory<byte> body, BlockOutline block)
    {
        var reader = new JsonCursor(body.Span[block.Start..block.End]);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText)
            {
                return reader.TokenType == JsonTokenType.String
                    ? Read(body, block.Start + reader.TokenStartIndex, block.Start + reader.BytesConsumed)
                    : null;
            }

            reader.Skip();
        }

        return null;
    }
}
