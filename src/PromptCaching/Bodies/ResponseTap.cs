namespace PromptCaching.Bodies;

/// <summary>An answer's content that lets others look on while the caller reads: parsed once, whoever wants to know.</summary>
internal sealed class ResponseTap : StreamedContent, IObservedAnswer
{
    private readonly AnswerScan _scan;
    private readonly List<IAnswerObserver> _observers = [];
    private HttpContent _inner;
    private ReadOnlyMemory<byte> _ahead;
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

    /// <summary>Reads the beginning without anybody's noticing: observers, who may come later, and the reader get every byte all the same.</summary>
    /// <param name="most">How many bytes are read at most, give or take a piece.</param>
    /// <param name="isEnough">Looks at each piece and says when to stop.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Whether the content ended or broke before it was enough.</returns>
    internal async ValueTask<bool> ReadAheadAsync(int most, Func<ReadOnlyMemory<byte>, bool> isEnough, CancellationToken cancellationToken)
    {
        var (content, isOver) = await PeekedContent.ReadUntilAsync(_inner, most, isEnough, cancellationToken).ConfigureAwait(false);
        (_inner, _ahead) = (content, content.Beginning);
        return isOver;
    }

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
            ScanUnread();
            _observers.ForEach(observer => observer.OnEnd(Answer));
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new ResponseTapStream(this, await _inner.ReadAsStreamAsync().ConfigureAwait(false));

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new ResponseTapStream(this, await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

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

    /// <summary>An answer that is given up unread may have told by its beginning what it costs. A whole one stays unread: nobody has had it.</summary>
    private void ScanUnread()
    {
        if (_bytes == 0 && !_ahead.IsEmpty && !AnswerScan.Read(_ahead.Span, IsStream).IsComplete)
        {
            _scan.Feed(_ahead.Span);
        }
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
