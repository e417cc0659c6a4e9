using System.Net;

namespace PromptCaching.Bodies;

/// <summary>An answer's content that lets others look on while the caller reads: parsed once, whoever wants to know.</summary>
internal sealed class ResponseTap : HttpContent, IObservedAnswer
{
    private readonly HttpContent _inner;
    private readonly AnswerScan _scan;
    private readonly List<IAnswerObserver> _observers = [];
    private long _bytes;
    private bool _isComplete;
    private bool _isEnded;

    public ResponseTap(HttpContent inner)
    {
        _inner = inner;
        IsStream = inner.Headers.ContentType?.MediaType == "text/event-stream";
        _scan = new AnswerScan(IsStream) { Outline = { IsEncoded = inner.Headers.ContentEncoding.Count > 0 } };
        inner.Headers.CopyTo(Headers);
    }

    public bool IsStream { get; }

    public AnswerOutline Answer => _scan.Outline;

    public void Subscribe(IAnswerObserver observer) => _observers.Add(observer);

    internal async ValueTask OnBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        _scan.Feed(bytes.Span);
        foreach (var observer in _observers)
        {
            observer.OnBytes(bytes.Span);
        }

        // A reader may leave after message_stop, or with the last byte of a known length, without asking for the end.
        _bytes += bytes.Length;
        if (IsStream && Answer.IsComplete)
        {
            await CompleteAsync().ConfigureAwait(false);
        }
        else if (!IsStream && _bytes == _inner.Headers.ContentLength)
        {
            await OnLastByteAsync().ConfigureAwait(false);
        }
    }

    internal async ValueTask OnLastByteAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _scan.End();
        if (Answer.IsComplete)
        {
            await CompleteAsync().ConfigureAwait(false);
        }

        End();
    }

    /// <summary>A cut stream looks like a clean end on most connections, and most clients take it for one: here it is a broken connection.</summary>
    internal void ThrowIfCut()
    {
        if (IsStream && Answer is { IsComplete: false, Error: null, IsEncoded: false })
        {
            throw new IOException("The stream ended before the answer did (no message_stop came): what was received is not the whole answer.");
        }
    }

    internal void End()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            _observers.ForEach(observer => observer.OnEnd(Answer));
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new ResponseTapStream(this, await _inner.ReadAsStreamAsync().ConfigureAwait(false));

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new ResponseTapStream(this, await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
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
            End();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask CompleteAsync()
    {
        if (!_isComplete)
        {
            _isComplete = true;
            foreach (var observer in _observers)
            {
                await observer.OnCompleteAsync(Answer).ConfigureAwait(false);
            }

            End();
        }
    }
}
