using System.Buffers;
using System.Net;

namespace PromptCaching.Bodies;

/// <summary>An answer's content whose beginning was looked at; whoever reads it gets it whole.</summary>
internal sealed class PeekedContent : HttpContent
{
    private const int PieceLength = 4096;
    private readonly HttpContent _inner;
    private readonly ReadOnlyMemory<byte> _beginning;
    private readonly Stream _rest;

    private PeekedContent(HttpContent inner, ReadOnlyMemory<byte> beginning, Stream rest)
    {
        _inner = inner;
        _beginning = beginning;
        _rest = rest;
        inner.Headers.CopyTo(Headers);
    }

    public ReadOnlyMemory<byte> Beginning => _beginning;

    /// <summary>Reads the beginning of a content.</summary>
    /// <param name="content">The content; the one returned takes its place and disposes of it.</param>
    /// <param name="most">How many bytes are read at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<(ReadOnlyMemory<byte> Beginning, HttpContent Content)> ReadAsync(
        HttpContent content, int most, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[most];
        var length = await stream.ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var beginning = buffer.AsMemory(0, length);
        if (length == most)
        {
            return (beginning, new PeekedContent(content, beginning, stream));
        }

        var whole = new BytesContent(beginning, content.Headers);
        content.Dispose();
        return (beginning, whole);
    }

    /// <summary>Reads a content from its beginning until that is enough.</summary>
    /// <returns>The content that takes its place, and whether it ended or broke before; one that broke breaks again for whoever reads it.</returns>
    public static async Task<(PeekedContent Content, bool IsOver)> ReadUntilAsync(
        HttpContent content, int most, Func<ReadOnlyMemory<byte>, bool> isEnough, CancellationToken cancellationToken)
    {
        var beginning = new ArrayBufferWriter<byte>(PieceLength);
        Stream? rest = null;
        var isOver = false;
        try
        {
            rest = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (var isRead = false; !isRead && !isOver;)
            {
                var piece = beginning.GetMemory(PieceLength);
                var count = await rest.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
                beginning.Advance(count);
                isOver = count == 0;
                isRead = !isOver && (isEnough(piece[..count]) || beginning.WrittenCount >= most);
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidDataException)
        {
            rest = new BrokenStream(failure, rest);
            isOver = true;
        }

        return (new PeekedContent(content, beginning.WrittenMemory, rest), isOver);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PeekedStream(_beginning, _rest));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_beginning, cancellationToken).ConfigureAwait(false);
        await _rest.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
