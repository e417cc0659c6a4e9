using System.Net;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>One caller's view of a shared answer.</summary>
internal sealed class SharedContent : HttpContent, IObservedAnswer
{
    private readonly SharedAnswer _shared;
    private readonly AnswerPosition _beginning;
    private readonly Action _settle;
    private readonly Action _leave;
    private readonly List<IAnswerObserver> _observers = [];
    private int _isEnded;

    /// <param name="shared">The answer.</param>
    /// <param name="beginning">Where this caller begins to read.</param>
    /// <param name="settle">Brings the caller's report to its end.</param>
    /// <param name="leave">Gives up the caller's seat.</param>
    public SharedContent(SharedAnswer shared, AnswerPosition beginning, Action settle, Action leave)
    {
        (_shared, _beginning, _settle, _leave) = (shared, beginning, settle, leave);
        shared.Upstream.Content.Headers.CopyTo(Headers);
    }

    public bool IsStream => _shared.IsStream;

    public AnswerOutline Answer => _shared.Outline;

    public void Subscribe(IAnswerObserver observer) => _observers.Add(observer);

    /// <summary>This caller has the whole answer, or wants no more of it.</summary>
    internal void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _settle();
            _observers.ForEach(observer => observer.OnEnd(Answer));
        }
    }

    /// <summary>This caller reads no more.</summary>
    internal void Leave()
    {
        End();
        _leave();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new SharedStream(this, _shared, _beginning));

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
        length = _shared.Upstream.Content.Headers.ContentLength ?? 0;
        return _shared.Upstream.Content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Leave();
        }

        base.Dispose(disposing);
    }
}
