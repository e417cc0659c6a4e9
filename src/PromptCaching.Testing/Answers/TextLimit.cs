using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>Ends a text where the request says: at the first stop sequence or after max_tokens, whichever comes first.</summary>
internal static class TextLimit
{
    public static Answer Apply(string text, int maxTokens, Func<string, int> count, IEnumerable<string> stopSequences)
    {
        var (sequence, at) = stopSequences.Where(static sequence => sequence.Length > 0)
            .Select(sequence => (Sequence: sequence, At: text.IndexOf(sequence, StringComparison.Ordinal)))
            .Where(static stop => stop.At >= 0)
            .OrderBy(static stop => stop.At)
            .FirstOrDefault((Sequence: "", At: text.Length));
        if (count(text[..at]) is var tokens && tokens > maxTokens)
        {
            return new Answer([Json.TextBlock(Cut.At(text, (int)((long)at * maxTokens / tokens)))], "max_tokens");
        }

        return sequence.Length > 0
            ? new Answer(at == 0 ? [] : [Json.TextBlock(text[..at])], "stop_sequence", sequence)
            : new Answer([Json.TextBlock(text)], "end_turn");
    }
}
