using System.Net;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Benchmarks.Client;

/// <summary>Streams of the real API, as other projects recorded them; where there are none, streams made here take their place, and the program says so.</summary>
internal static class RecordedStreams
{
    private const int MadeDeltas = 200;

    public static IReadOnlyList<byte[]> All { get; } = Read();

    private static byte[][] Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        var exchanges = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "exchanges") : null;
        if (exchanges is null || !Directory.Exists(exchanges))
        {
            Console.Error.WriteLine("There are no recorded streams beside the repository: one that is made up takes their place.");
            return [Made()];
        }

        return [.. Directory.EnumerateFiles(exchanges, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(StreamOf).OfType<byte[]>()];
    }

    /// <summary>Only bytes as the API sent them: some recorders wrote the events out again.</summary>
    private static byte[]? StreamOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        var exchange = json.RootElement;
        return exchange.GetProperty("is_stream").GetBoolean()
            && exchange.GetProperty("status").GetInt32() == (int)HttpStatusCode.OK
            && !exchange.GetProperty("response_body_reserialized").GetBoolean()
            && exchange.GetProperty("response_body").GetString() is { } body
            && body.Contains("event: message_start", StringComparison.Ordinal)
            && body.Contains("event: message_stop", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(body)
            : null;
    }

    private static byte[] Made()
    {
        var stream = new StringBuilder("""
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}


            """);
        for (var delta = 0; delta < MadeDeltas; delta++)
        {
            stream.Append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" some words\"}}\n\n");
        }

        stream.Append("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n");
        stream.Append("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":400}}\n\n");
        stream.Append("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return Encoding.UTF8.GetBytes(stream.Replace("\r\n", "\n").ToString());
    }
}
