using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>A long stream on its way to one reader, watched, kept and judged at its end.</summary>
internal sealed class RecordStream(string name) : IRatio
{
    private const int Deltas = 20_000;
    private readonly byte[] _stream = Made();
    private readonly byte[] _buffer = new byte[16384];
    private readonly TaskCompletionSource _never = new();
    private readonly ResponseCachingOptions _options = new();
    private string? _refused = "not yet";

    public string Name => name;

    public string Against => "a pass of SseParser over it";

    public double Target => 1.5;

    public void Ours()
    {
        RecordAsync().GetAwaiter().GetResult();
        if (_refused is not null)
        {
            throw new InvalidOperationException($"The stream would not be stored: {_refused}.");
        }
    }

    public void Reference()
    {
        var length = 0;
        foreach (var item in SseParser.Create(new MemoryStream(_stream), static (_, data) => data.Length).Enumerate())
        {
            length += item.Data;
        }

        _ = length;
    }

    private async Task RecordAsync()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        var inner = new StreamContent(new MemoryStream(_stream));
        inner.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
        using var tap = new ResponseTap(inner);
        response.Content = tap;
        using var shared = new SharedAnswer(response, tap, int.MaxValue, Keep, static () => { }, CancellationToken.None);
        var position = shared.Beginning!.Value;
        for (var count = 1; count > 0;)
        {
            (count, position) = await shared.ReadAsync(position, _buffer, _never.Task, CancellationToken.None);
        }
    }

    private ValueTask Keep(AnswerOutline answer, ReadOnlyMemory<byte> body)
    {
        _refused = CacheabilityRules.WhyNotStore(answer, body.Span, isStream: true, _options);
        return ValueTask.CompletedTask;
    }

    private static byte[] Made()
    {
        var stream = new StringBuilder();
        void Add(string type, string data) => stream.Append("event: ").Append(type).Append("\ndata: ").Append(data).Append("\n\n");
        Add("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1000,"output_tokens":1}}}""");
        Add("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
        for (var delta = 0; delta < Deltas; delta++)
        {
            Add("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"some words\nof \"text\""}}""");
        }

        Add("content_block_stop", """{"type":"content_block_stop","index":0}""");
        Add("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":40000}}""");
        Add("message_stop", """{"type":"message_stop"}""");
        return Encoding.UTF8.GetBytes(stream.ToString());
    }
}
