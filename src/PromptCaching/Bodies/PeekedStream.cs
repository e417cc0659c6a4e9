namespace PromptCaching.Bodies;

/// <summary>Reads bytes that were taken from a stream already, and then the stream.</summary>
internal sealed class PeekedStream(ReadOnlyMemory<byte> beginning, Stream rest) : ForwardStream
{
    private int _position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = beginning.Length - _position;
        if (left == 0)
        {
            return await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, left);
        beginning.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
