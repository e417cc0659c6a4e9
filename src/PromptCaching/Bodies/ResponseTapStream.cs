namespace PromptCaching.Bodies;

/// <summary>Hands bytes through and shows them to the tap.</summary>
internal sealed class ResponseTapStream(ResponseTap tap, Stream inner) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > 0)
        {
            await tap.OnBytesAsync(buffer[..count]).ConfigureAwait(false);
        }
        else if (buffer.Length > 0)
        {
            await tap.OnLastByteAsync().ConfigureAwait(false);
            tap.ThrowIfCut();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tap.End();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
