using System.Globalization;
using System.Text.Json;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>How a scripted answer ends.</summary>
internal enum ScriptEnd
{
    /// <summary>Of its own.</summary>
    Whole,

    /// <summary>With a clean end in the middle.</summary>
    Cut,

    /// <summary>With a connection that breaks.</summary>
    Reset,

    /// <summary>With an error event in a stream; a message is cut instead.</summary>
    ErrorEvent,

    /// <summary>As an error instead of an answer.</summary>
    Refusal,

    /// <summary>Before it began.</summary>
    NoConnection,
}

/// <summary>What the server says to one call, piece by piece; no two calls are told the same.</summary>
internal sealed record AnswerScript(ScriptEnd End, bool IsStream, IReadOnlyList<string> Pieces, string Text)
{
    private const double WholeShare = 0.6;
    private const int MostDeltas = 6;

    public const int Status = 529;

    public const string Broken = "Broken on purpose.";

    public bool IsFailure => End != ScriptEnd.Whole;

    public string All => string.Concat(Pieces);

    public static AnswerScript Of(Random chance, bool isStream, int number)
    {
        var end = chance.NextDouble() < WholeShare ? ScriptEnd.Whole : (ScriptEnd)chance.Next(1, 6);
        var words = Enumerable.Range(0, chance.Next(1, MostDeltas)).Select(word => string.Create(CultureInfo.InvariantCulture, $"w{number}.{word} ")).ToList();
        var stopReason = chance.Next(2) == 0 ? "end_turn" : "max_tokens"; // the second is not stored
        var whole = isStream ? Events(words, stopReason) : Cut(Message(words, stopReason), chance);
        IReadOnlyList<string> pieces = end switch
        {
            ScriptEnd.Refusal => [Error],
            ScriptEnd.NoConnection => [],
            ScriptEnd.ErrorEvent when isStream => [.. whole.Take(chance.Next(1, whole.Count - 1)), Event(Error)],
            ScriptEnd.Whole => whole,
            _ => [.. whole.Take(chance.Next(whole.Count))],
        };
        return new AnswerScript(end == ScriptEnd.ErrorEvent && !isStream ? ScriptEnd.Reset : end, isStream, pieces, string.Concat(words));
    }

    private static string Error => """{"type":"error","error":{"type":"overloaded_error","message":"Too much."}}""";

    private static List<string> Events(List<string> words, string stopReason) =>
    [
        Event("""{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[],"stop_reason":null,"usage":{"input_tokens":5,"output_tokens":1}}}"""),
        Event("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        .. words.Select(word => Event($$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{word}}}"}}""")),
        Event("""{"type":"content_block_stop","index":0}"""),
        Event($$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}"},"usage":{"output_tokens":3}}"""),
        Event("""{"type":"message_stop"}"""),
    ];

    private static string Event(string data)
    {
        using var document = JsonDocument.Parse(data);
        return $"event: {document.RootElement.GetProperty("type").GetString()}\ndata: {data}\n\n";
    }

    private static string Message(List<string> words, string stopReason) =>
        $$$"""{"id":"m","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"{{{string.Concat(words)}}}"}],"stop_reason":"{{{stopReason}}}","usage":{"input_tokens":5,"output_tokens":3}}""";

    private static List<string> Cut(string text, Random chance)
    {
        var at = chance.Next(1, text.Length - 1);
        return [text[..at], text[at..]];
    }
}
