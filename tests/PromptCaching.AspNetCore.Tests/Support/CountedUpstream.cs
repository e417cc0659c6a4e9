using System.Net;
using System.Text;

namespace PromptCaching.AspNetCore.Tests.Support;

/// <summary>Answers with a long stream as fast as it is read, counts what it could write, and knows whether anybody still reads.</summary>
/// <param name="deltas">How many pieces of text the answer has.</param>
/// <param name="pause">What it waits for after the first of them.</param>
internal sealed class CountedUpstream(int deltas, Task? pause = null) : HttpMessageHandler
{
    private const int TextLength = 4000;
    private static readonly byte[] _delta = Event(
        "content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{new string('x', TextLength)}}}"}}""");

    private long _written;
    private int _begun;
    private int _left;

    public long Written => Interlocked.Read(ref _written);

    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Gets how many answers were given up before their end.</summary>
    public int Left => Volatile.Read(ref _left);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        var content = new StreamContent(new Answer(this, Events()));
        content.Headers.ContentType = new("text/event-stream");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    private static byte[] Event(string name, string data) => Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n");

    private IEnumerable<byte[]> Events()
    {
        yield return Event("message_start", """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-8","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}
            """.Trim());
        yield return Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
        for (var delta = 0; delta < deltas; delta++)
        {
            yield return _delta;
        }

        yield return Event("content_block_stop", """{"type":"content_block_stop","index":0}""");
        yield return Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""");
        yield return Event("message_stop", """{"type":"message_stop"}""");
    }

    private sealed class Answer(CountedUpstream upstream, IEnumerable<byte[]> events) : Stream
    {
        private readonly IEnumerator<byte[]> _events = events.GetEnumerator();
        private ReadOnlyMemory<byte> _rest;
        private int _begun;
        private bool _isOver;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.IsEmpty)
            {
                if (++_begun > 3 && upstream.Pause is { } pause)
                {
                    await pause.WaitAsync(cancellationToken);
                }

                _isOver = !_events.MoveNext();
                _rest = _isOver ? default : _events.Current;
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            Interlocked.Add(ref upstream._written, count);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isOver)
            {
                _isOver = true;
                Interlocked.Increment(ref upstream._left);
            }

            base.Dispose(disposing);
        }
    }

    private Task? Pause => pause;
}
