using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>A call in the queue of a pool.</summary>
internal sealed class WaitingCall
{
    private readonly TaskCompletionSource<QuotaLease> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WaitingCall(AttemptTokens tokens, IProgress<QueuePosition>? progress, QuotaAmount expected, long due)
    {
        (Tokens, Progress, Expected, Due) = (tokens, progress, expected, due);
        Place = new LinkedListNode<WaitingCall>(this);
    }

    public AttemptTokens Tokens { get; }

    public IProgress<QueuePosition>? Progress { get; }

    /// <summary>Gets what was expected of it when it came.</summary>
    public QuotaAmount Expected { get; }

    /// <summary>Gets what the order goes by: the time of its coming, later for calls that are less urgent.</summary>
    public long Due { get; }

    public LinkedListNode<WaitingCall> Place { get; }

    public void Grant(QuotaLease lease)
    {
        // Whoever left in the same instant does not use it.
        if (!_answer.TrySetResult(lease))
        {
            lease.Withdraw();
        }
    }

    public void Fail() => _answer.TrySetException(new ObjectDisposedException(nameof(RateLimiter)));

    public async Task<QuotaLease> WaitAsync(Action<WaitingCall> leave, CancellationToken cancellationToken)
    {
        using var cancellation = cancellationToken.UnsafeRegister(
            static (call, token) => ((WaitingCall)call!)._answer.TrySetCanceled(token), this);
        try
        {
            return await _answer.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            leave(this);
            throw;
        }
    }
}
