using System.Net;

namespace PromptCaching.Bodies;

/// <summary>A body that is the original bytes with inserts between them, and some left out if that is asked for: nothing is copied.</summary>
internal sealed class SplicedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte>[] _pieces;

    /// <param name="body">The original bytes.</param>
    /// <param name="splices">What to insert, in ascending order of offset; what is left out must not overlap.</param>
    public SplicedContent(ReadOnlyMemory<byte> body, IReadOnlyList<Splice> splices)
    {
        _pieces = new ReadOnlyMemory<byte>[(splices.Count * 2) + 1];
        var copied = 0;
        for (var index = 0; index < splices.Count; index++)
        {
            var splice = splices[index];
            _pieces[index * 2] = body[copied..splice.Offset];
            _pieces[(index * 2) + 1] = splice.Text;
            copied = splice.Offset + splice.Replaced;
        }

        _pieces[^1] = body[copied..];
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var piece in _pieces)
        {
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _pieces.Sum(static piece => (long)piece.Length);
        return true;
    }
}
