using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.WarmFirst;

/// <summary>One call that writes prefixes which others may wait for, until its answer begins or it comes to nothing.</summary>
/// <param name="prefixes">The hashes of the prefixes that end at its markers and are not there yet.</param>
/// <param name="isStream">Whether the beginning of its answer will be seen.</param>
/// <param name="report">Tells whether the call has left yet: it may wait for quota, or for another attempt.</param>
/// <param name="table">Who else writes.</param>
/// <param name="begun">Is told once, when others can read what was written.</param>
/// <param name="time">The clock.</param>
internal sealed class PrefixWriter(
    IReadOnlyList<ulong> prefixes, bool isStream, CallReport report, ColdPrefixes table, Action begun, TimeProvider time) : IAnswerObserver
{
    /// <summary>The API flushes the head of a stream with its first event. Who has the head may yet be slow to read on: nobody waits for that.</summary>
    private static readonly TimeSpan FromHeadToFirstByte = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _sent = time.GetTimestamp();
    private readonly object _lock = new();
    private ITimer? _timer;
    private bool _isOver;

    public IReadOnlyList<ulong> Prefixes => prefixes;

    /// <summary>Gets what ends when there is nothing to wait for any more, whatever the reason.</summary>
    public Task Over => _over.Task;

    private TimeSpan Elapsed => time.GetElapsedTime(_sent);

    /// <summary>Somebody waits: behind an answer that is not streamed no longer than a stream would have taken to begin.</summary>
    public void Expect(TimeSpan firstByte)
    {
        if (!isStream)
        {
            BeginWithin(report.Attempts == 0 ? firstByte : firstByte - (Elapsed - report.QuotaWait), firstByte);
        }
    }

    /// <summary>The head of a good answer is here.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="isFirstAttempt">Whether nothing but the API took time: then it is learned from.</param>
    public void Begin(HttpResponseMessage response, bool isFirstAttempt)
    {
        if (isStream && isFirstAttempt)
        {
            table.FirstBytes.Learn(Elapsed - report.QuotaWait);
        }

        if (response.Content is ResponseTap { IsStream: true, Answer.MessageId: null } tap)
        {
            tap.Subscribe(this);
            BeginWithin(FromHeadToFirstByte, FromHeadToFirstByte);
        }
        else
        {
            Begin();
        }
    }

    /// <summary>The call came to nothing, or its caller left: it wrote nothing that anybody could count on.</summary>
    public void Fail() => End(static () => { });

    public void OnBytes(ReadOnlySpan<byte> bytes) => Begin();

    public void OnEnd(AnswerOutline answer) => Begin();

    private void Begin() => End(begun);

    /// <param name="wait">The time after which others go, if the call has left by then.</param>
    /// <param name="again">The time after which to look again if it has not.</param>
    private void BeginWithin(TimeSpan wait, TimeSpan again)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _timer?.Dispose();
                _timer = time.CreateTimer(_ => BeginIfSent(again), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void BeginIfSent(TimeSpan again)
    {
        if (report.Attempts == 0)
        {
            BeginWithin(again, again);
        }
        else
        {
            Begin();
        }
    }

    private void End(Action outcome)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            _timer?.Dispose();
        }

        // Whoever is released looks again, and must find things as they are now.
        outcome();
        table.Remove(this);
        _over.SetResult();
    }
}
