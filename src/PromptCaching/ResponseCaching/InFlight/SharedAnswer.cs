using System.Runtime.ExceptionServices;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>
/// An answer that one upstream call brings and several callers read. Whoever needs bytes that have not come yet reads on for all, so a slow reader
/// slows nobody, and nothing is read that nobody waits for.
/// </summary>
internal sealed class SharedAnswer : IAnswerObserver, IDisposable
{
    private const int ReadLength = 16384;
    private readonly object _lock = new();
    private readonly AnswerBytes _bytes;
    private readonly Func<AnswerOutline, ReadOnlyMemory<byte>, ValueTask> _store;
    private readonly Action _onEnd;
    private readonly CancellationToken _ends;
    private readonly ResponseTap _tap;
    private byte[]? _scratch;
    private Stream? _stream;
    private TaskCompletionSource? _reading;
    private ExceptionDispatchInfo? _failure;
    private int _arrived;
    private bool _isWhole;
    private bool _isDecided;
    private bool _isOver;
    private bool _isLeft;

    /// <param name="upstream">The answer as it came; belongs to this from now on.</param>
    /// <param name="tap">Its content.</param>
    /// <param name="maxBytes">The longest answer that is kept.</param>
    /// <param name="store">Gets the whole answer before its readers see its last bytes.</param>
    /// <param name="onEnd">Called once, when nothing more will come, for whatever reason.</param>
    /// <param name="ends">Ends the upstream call.</param>
    public SharedAnswer(
        HttpResponseMessage upstream,
        ResponseTap tap,
        int maxBytes,
        Func<AnswerOutline, ReadOnlyMemory<byte>, ValueTask> store,
        Action onEnd,
        CancellationToken ends)
    {
        Upstream = upstream;
        _bytes = new AnswerBytes(maxBytes);
        (_tap, _store, _onEnd, _ends) = (tap, store, onEnd, ends);
        Length = tap.Headers.ContentLength; // asked for once: asking changes the headers, and many callers copy them
        tap.Subscribe(this);
    }

    public HttpResponseMessage Upstream { get; }

    /// <summary>Gets the number of bytes, where the API says it beforehand.</summary>
    public long? Length { get; }

    public bool IsStream => _tap.IsStream;

    public AnswerOutline Outline => _tap.Answer;

    /// <summary>Gets the place at the beginning; <see langword="null"/> when the answer is too long to be kept, or failed.</summary>
    public AnswerPosition? Beginning
    {
        get
        {
            lock (_lock)
            {
                return _failure is null ? _bytes.Beginning : null;
            }
        }
    }

    /// <summary>Reads on from a place.</summary>
    /// <param name="position">The place.</param>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="closed">Ends when this reader closes what it reads from, whatever it waits for.</param>
    /// <param name="cancellationToken">Ends this reader's waiting and nothing else.</param>
    /// <returns>The number of bytes and the next place; no bytes at the end.</returns>
    /// <exception cref="ObjectDisposedException">The reader has closed.</exception>
    public async ValueTask<(int Count, AnswerPosition Next)> ReadAsync(
        AnswerPosition position, Memory<byte> buffer, Task closed, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(closed.IsCompleted, typeof(SharedStream));
            TaskCompletionSource reading;
            var isMine = false;
            lock (_lock)
            {
                var count = AnswerBytes.Read(ref position, buffer.Span);
                if (count > 0 || buffer.Length == 0)
                {
                    return (count, position);
                }

                _failure?.Throw();
                if (_isOver)
                {
                    return (0, position);
                }

                isMine = _reading is null;
                reading = _reading ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (isMine)
            {
                _ = CleanContext.RunAsync(() => ReadOnAsync(reading));
            }

            if (!reading.Task.IsCompleted)
            {
                await Task.WhenAny(reading.Task, closed).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a reader at this place has the whole answer, though the connection may not have ended yet.</summary>
    public bool IsEnd(AnswerPosition position)
    {
        lock (_lock)
        {
            return (_isOver || _isWhole) && _failure is null && AnswerBytes.IsLast(position);
        }
    }

    /// <summary>Whether nothing can come behind this place that would change what the answer is: it is whole, or an error has taken its place.</summary>
    public bool IsDecided(AnswerPosition position)
    {
        lock (_lock)
        {
            return (_isOver || _isDecided) && _failure is null && AnswerBytes.IsLast(position);
        }
    }

    /// <summary>Only counts: nobody sees what came before the store has seen the whole and the bill is known.</summary>
    void IAnswerObserver.OnBytes(ReadOnlySpan<byte> bytes) => _arrived += bytes.Length;

    ValueTask IAnswerObserver.OnCompleteAsync(AnswerOutline answer)
    {
        byte[]? whole;
        lock (_lock)
        {
            whole = _bytes.ToArray(_scratch.AsSpan(0, _arrived));
        }

        return whole is null ? ValueTask.CompletedTask : _store(answer, whole);
    }

    void IAnswerObserver.OnEnd(AnswerOutline answer) => _onEnd();

    /// <summary>Lets go of the upstream call. A read that is under way does so itself when it comes back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isLeft = true;
            if (_reading is not null)
            {
                return;
            }
        }

        Upstream.Dispose();
    }

    private async Task<int> ReadOnAsync(TaskCompletionSource reading)
    {
        var count = 0;
        ExceptionDispatchInfo? failure = null;
        try
        {
            _stream ??= await Upstream.Content.ReadAsStreamAsync(_ends).ConfigureAwait(false);
            count = await _stream.ReadAsync(_scratch ??= new byte[ReadLength], _ends).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // It reaches every reader; what comes after the final event can break nothing any more.
            failure = Outline.IsComplete ? null : ExceptionDispatchInfo.Capture(fault);
        }

        try
        {
            if (count == 0)
            {
                Upstream.Dispose();
            }
        }
        finally
        {
            Publish(reading, isOver: count == 0, failure);
        }

        return count;
    }

    private void Publish(TaskCompletionSource reading, bool isOver, ExceptionDispatchInfo? failure)
    {
        bool isLeft;
        lock (_lock)
        {
            _bytes.Append(_scratch.AsSpan(0, _arrived));
            (_arrived, _isWhole, _isDecided) = (0, Outline.IsComplete, Outline.IsComplete || Outline.Error is not null);
            (_reading, _isOver, _failure, isLeft) = (null, isOver, failure, _isLeft);
        }

        reading.SetResult();
        if (isLeft)
        {
            Upstream.Dispose();
        }
    }
}
