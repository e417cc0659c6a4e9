using PromptCaching.Bodies;

namespace PromptCaching.Retrying.Limits;

/// <summary>An answer's content that ends with a failure when it is silent for too long.</summary>
internal sealed class WatchedContent : StreamedContent
{
    private readonly HttpContent _inner;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;

    public WatchedContent(HttpContent inner, TimeSpan limit, TimeProvider time)
    {
        (_inner, _limit, _time) = (inner, limit, time);
        inner.Headers.CopyTo(Headers);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new WatchedStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _limit, _time);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new WatchedStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _limit, _time);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
