using System.Text;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>A long answer, made while it is read: a beginning, one part again and again, and an end.</summary>
/// <param name="IsStream">Whether it is a stream of events.</param>
/// <param name="Start">The beginning.</param>
/// <param name="Part">What is repeated.</param>
/// <param name="End">The end.</param>
/// <param name="Repetitions">How often.</param>
internal sealed record LongAnswer(bool IsStream, byte[] Start, byte[] Part, byte[] End, int Repetitions)
{
    private const string StreamStart =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n";

    private const string StreamEnd =
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":20}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private const string MessageStart = "{\"type\":\"message\",\"id\":\"msg_1\",\"model\":\"m\",";
    private const string MessageEnd = "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":20}}";
    private static readonly string Words = string.Concat(Enumerable.Repeat("word [\\\"] } ", 100));

    /// <summary>Gets the length in bytes.</summary>
    public long Length => Start.Length + (Part.Length * (long)Repetitions) + End.Length;

    public static LongAnswer Of(LongAnswerKind kind, long length)
    {
        var (start, part, end) = kind switch
        {
            LongAnswerKind.ManyBlocks => (MessageStart + "\"content\":[", $"{{\"type\":\"text\",\"text\":\"{Words}\"}},", "{\"type\":\"text\",\"text\":\"\"}]," + MessageEnd),
            LongAnswerKind.OneText => (MessageStart + "\"content\":[{\"type\":\"text\",\"text\":\"", Words, "\"}]," + MessageEnd),
            LongAnswerKind.OneMember => (MessageStart + "\"content\":[],\"future\":\"", Words, "\"," + MessageEnd),
            LongAnswerKind.ManyEvents => (
                StreamStart,
                $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":\"{Words}\"}}}}\n\n",
                StreamEnd),
            _ => (
                StreamStart + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"",
                Words,
                "\"}}\n\n" + StreamEnd),
        };
        return new LongAnswer(
            kind is LongAnswerKind.ManyEvents or LongAnswerKind.OneEvent,
            Encoding.UTF8.GetBytes(start),
            Encoding.UTF8.GetBytes(part),
            Encoding.UTF8.GetBytes(end),
            (int)(length / part.Length));
    }
}
