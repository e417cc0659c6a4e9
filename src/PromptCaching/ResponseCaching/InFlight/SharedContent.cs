using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>One caller's view of a shared answer.</summary>
internal sealed class SharedContent : StreamedContent, IObservedAnswer
{
    private const int ReadLength = 16384;
    private readonly SharedAnswer _shared;
    private readonly Action _settle;
    private readonly Action _leave;
    private readonly List<IAnswerObserver> _observers = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AnswerPosition? _beginning;
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

    /// <summary>Lets observers see what this caller reads.</summary>
    internal void Show(ReadOnlySpan<byte> bytes)
    {
        foreach (var observer in _observers)
        {
            observer.OnBytes(bytes);
        }
    }

    /// <summary>This caller reads no more. Who leaves others behind leaves them the bill, so that is settled afterwards.</summary>
    internal void Leave()
    {
        _leave();
        End();
    }

    /// <summary>This caller reads no more, and what it waits for at this moment it does not want either.</summary>
    internal void Close()
    {
        _closed.TrySetResult();
        Leave();
    }

    /// <summary>Reads the answer, however long the connection stays open behind it.</summary>
    internal async Task<ReadOnlyMemory<byte>> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        var stream = BeginToRead();
        await using (stream.ConfigureAwait(false))
        {
            using var answer = new MemoryStream();
            var buffer = new byte[ReadLength];
            while (!stream.IsDecided && await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await answer.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            return answer.GetBuffer().AsMemory(0, (int)answer.Length);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(BeginToRead());

    protected override bool TryComputeLength(out long length)
    {
        length = _shared.Length ?? 0;
        return _shared.Length is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    /// <summary>Lets go of the beginning: from now on only the stream keeps what this caller has not read yet.</summary>
    private SharedStream BeginToRead()
    {
        var beginning = _beginning ?? throw new InvalidOperationException("The answer was read already; it cannot be read again.");
        _beginning = null;
        return new SharedStream(this, _shared, beginning, _closed.Task);
    }
}
