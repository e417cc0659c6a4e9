using System.Net.Http.Headers;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Replay;

/// <summary>A stored stream that is told at the pace of somebody who writes: for interfaces that show text as it comes.</summary>
internal sealed class PacedReplay : StreamedContent
{
    private readonly ReadOnlyMemory<byte> _stream;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _time;

    /// <param name="stored">The stream as it was stored.</param>
    /// <param name="pieceLength">How many characters come with one event.</param>
    /// <param name="delay">The time between two events.</param>
    /// <param name="time">The clock.</param>
    public PacedReplay(ReadOnlyMemory<byte> stored, int pieceLength, TimeSpan delay, TimeProvider time)
    {
        _stream = ToldInPieces(stored, pieceLength) ?? stored;
        (_delay, _time) = (delay, time);
        Headers.ContentType = new MediaTypeHeaderValue("text/event-stream", "utf-8");
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PacedStream(_stream, _delay, _time));

    protected override bool TryComputeLength(out long length)
    {
        length = _stream.Length;
        return true;
    }

    private static ReadOnlyMemory<byte>? ToldInPieces(ReadOnlyMemory<byte> stored, int pieceLength)
    {
        try
        {
            return MessageAssembly.Assemble(stored.Span) is { } message ? StreamReplay.FromMessage(message, pieceLength) : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // A proxy's own lines in a stream: fit to be repeated as they came, not to be told in other pieces.
            return null;
        }
    }
}
