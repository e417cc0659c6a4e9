using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>The last question of a request, and the text that came with it.</summary>
internal sealed record AskedConversation(string Question, IReadOnlyList<string> Material)
{
    private const int LongestQuestion = 400;

    /// <summary>So many characters are looked through for an answer: a request of megabytes is answered as fast as it is read.</summary>
    private const int MostMaterial = 256 * 1024;

    public static AskedConversation Of(IReadOnlyList<RequestBlock> blocks)
    {
        var last = blocks.Count - 1;
        while (last >= 0 && blocks[last] is not { Level: PromptLevel.Messages, Role: "user", Type: "text" })
        {
            last--;
        }

        var text = last < 0 ? "" : TextOf(blocks[last]);
        var question = QuestionIn(text);
        var before = text[..text.LastIndexOf(question, StringComparison.Ordinal)];
        return new AskedConversation(question, Limited(blocks
            .SkipWhile(static block => block.Level == PromptLevel.Tools)
            .SelectMany(block => ReferenceEquals(block, last < 0 ? null : blocks[last]) ? [before] : Texts(block))));
    }

    private static List<string> Limited(IEnumerable<string> texts)
    {
        var material = new List<string>();
        var left = MostMaterial;
        foreach (var text in texts)
        {
            material.Add(Cut.At(text, left));
            left -= material[^1].Length;
            if (left <= 0)
            {
                break;
            }
        }

        return material;
    }

    /// <summary>A question often follows the text it is about: its last paragraph, and of a long paragraph the last line.</summary>
    private static string QuestionIn(string text)
    {
        var paragraph = LastPart(text.Trim(), "\n\n");
        var line = paragraph.Length > LongestQuestion ? LastPart(paragraph, "\n") : paragraph;
        return line.Length > LongestQuestion ? LastPart(line.TrimEnd('.', '!', '?', ' '), ". ") : line;
    }

    private static string LastPart(string text, string separator)
    {
        var at = text.LastIndexOf(separator, StringComparison.Ordinal);
        return (at < 0 ? text : text[(at + separator.Length)..]).Trim();
    }

    private static IEnumerable<string> Texts(RequestBlock block) => block.Type switch
    {
        "text" => [TextOf(block)],
        "document" when block.Json.Get("source") is { } source => [source.GetText("type") == "text" ? source.GetText("data") ?? "" : "", .. Inner(block)],
        "tool_result" => block.Json.GetText("content") is { } result ? [result] : Inner(block),
        _ => Inner(block),
    };

    private static IEnumerable<string> Inner(RequestBlock block) =>
        block.Nested().Where(static child => child.Type == "text").Select(static child => TextOf(child));

    private static string TextOf(RequestBlock block) =>
        block.TextElement is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
