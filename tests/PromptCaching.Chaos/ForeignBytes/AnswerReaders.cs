using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Messages.Models;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Who reads what the server answers.</summary>
internal static class AnswerReaders
{
    public static IEnumerable<ForeignReader> All()
    {
        var (messages, streams) = (Bytes(SoundAnswers.Messages), Bytes(SoundAnswers.Streams));
        yield return new ForeignReader("answer-outline", messages, static bytes => AnswerScan.Read(bytes, isStream: false));
        yield return new ForeignReader("answer-typed", messages, static bytes => RequestReaders.Bearing<JsonException>(() => Message.Parse(bytes)));
        yield return new ForeignReader("stream-outline", streams, static bytes => AnswerScan.Read(bytes, isStream: true));
        yield return new ForeignReader("stream-in-pieces", streams, FeedInPieces);
        yield return new ForeignReader("stream-assembly", streams, static bytes => RequestReaders.Bearing<JsonException>(() => MessageAssembly.Assemble(bytes)));
        yield return new ForeignReader("stream-event", EventsOf(SoundAnswers.Streams), ReadEvent);
        yield return new ForeignReader("tool-input-so-far", Bytes(["{\"q\":[1,2.5e3,{\"a\":null,\"b\":\"\\u00e9\"}]}"]), static bytes => PartialJson.TryRead(Encoding.UTF8.GetString(bytes), out _));
        yield return new ForeignReader("models", Bytes(SoundAnswers.Models), static bytes => RequestReaders.Bearing<JsonException>(() => ListPage<ModelDescription>.Parse(bytes)));
    }

    public static IReadOnlyList<byte[]> Bytes(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static IReadOnlyList<byte[]> EventsOf(IEnumerable<string> streams) => Bytes(
        from stream in streams
        from line in stream.Split('\n')
        where line.StartsWith("data: ", StringComparison.Ordinal)
        select line["data: ".Length..]);

    private static void ReadEvent(byte[] bytes)
    {
        PlainEvent.TryRead(bytes, out _);
        RequestReaders.Bearing<JsonException>(() => MessageStreamEvent.Parse(bytes));
    }

    private static void FeedInPieces(byte[] bytes)
    {
        var scan = new AnswerScan(isStream: true);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            scan.Feed(bytes.AsSpan(at, Math.Min(7, bytes.Length - at)));
        }

        scan.End();
    }
}
