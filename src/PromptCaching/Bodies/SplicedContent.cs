using System.Net;

namespace PromptCaching.Bodies;

/// <summary>A body that is the original bytes with inserts between them, and some left out if that is asked for: nothing is copied.</summary>
/// <param name="body">The original bytes.</param>
/// <param name="splices">What to insert, in ascending order of offset; what is left out must not overlap.</param>
internal sealed class SplicedContent(ReadOnlyMemory<byte> body, IReadOnlyList<Splice> splices) : HttpContent
{
    private readonly ReadOnlyMemory<byte>[] _pieces = Splices.Pieces(body, splices);

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
