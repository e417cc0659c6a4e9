using System.Text;
using PromptCaching.Testing.Tokens;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The output that a cut stream got as far as sending, which is what it is billed for; its prompt is billed in full.</summary>
internal static class SentOutput
{
    public static Reply Settle(Reply reply) => reply is { IsStream: true, Usage: { } usage }
        ? reply with { Usage = usage with { OutputTokens = Math.Min(usage.OutputTokens, Tokens(reply.Frames)) } }
        : reply;

    /// <summary>Everything, once the final counters are out.</summary>
    private static int Tokens(IEnumerable<ReadOnlyMemory<byte>> frames)
    {
        var characters = new Dictionary<int, int>();
        foreach (var frame in frames.Where(static frame => frame.Span.EndsWith("\n\n"u8)))
        {
            var lines = Encoding.UTF8.GetString(frame.Span).Split('\n');
            switch (lines[0])
            {
                case "event: message_delta":
                    return int.MaxValue;
                case "event: content_block_delta":
                    Add(lines[1], characters);
                    break;
            }
        }

        return characters.Values.Sum(static said => (said + FourCharacterMeasure.CharactersPerToken - 1) / FourCharacterMeasure.CharactersPerToken);
    }

    private static void Add(string line, Dictionary<int, int> characters)
    {
        var data = Json.Parse(line["data: ".Length..]);
        var index = data.GetWhole("index") ?? 0;
        var delta = data.Get("delta") ?? default;
        var said = delta.GetText("text") ?? delta.GetText("thinking") ?? delta.GetText("partial_json") ?? "";
        characters[index] = characters.GetValueOrDefault(index) + said.Length;
    }
}
