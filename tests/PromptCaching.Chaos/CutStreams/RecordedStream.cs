using System.Text;
using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Chaos.CutStreams;

/// <summary>A recorded stream of an answer, byte for byte.</summary>
/// <param name="Source">Where it was recorded.</param>
/// <param name="Bytes">The stream.</param>
/// <param name="StopReason">How the answer ended.</param>
internal sealed record RecordedStream(string Source, byte[] Bytes, string? StopReason)
{
    private const string Rebuilt = "vercel+ai.jsonl"; // its framing was made from payloads, so its bytes are not the API's

    public bool MayBeStored => StopReason is "end_turn" or "stop_sequence";

    /// <summary>Gets the first place where the answer is whole: behind the data of its last event.</summary>
    public int EndOfAnswer { get; } = LastEventEnd(Bytes);

    public static IReadOnlyList<RecordedStream> ReadAll() => SharedFolder.Exchanges is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Where(file => Path.GetFileName(file) != Rebuilt).Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(Parse).OfType<RecordedStream>()]
        : [];

    private static RecordedStream? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var exchange = document.RootElement;
        return exchange.GetProperty("is_stream").GetBoolean()
            && exchange.GetProperty("path").GetString() is "/v1/messages"
            && exchange.GetProperty("status").GetInt32() == 200
            && exchange.GetProperty("response_body").GetString() is { } body
            && body.Contains("\"message_stop\"", StringComparison.Ordinal)
                ? new RecordedStream(exchange.GetProperty("source").GetString()!, Encoding.UTF8.GetBytes(body), exchange.GetProperty("stop_reason").GetString())
                : null;
    }

    private static int LastEventEnd(byte[] bytes)
    {
        var type = bytes.AsSpan().LastIndexOf("\"message_stop\""u8);
        return type + bytes.AsSpan(type).IndexOf((byte)'}') + 1;
    }
}
