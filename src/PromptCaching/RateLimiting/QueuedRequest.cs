using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting;

/// <summary>A request in the limiter's queue.</summary>
internal sealed class QueuedRequest
{
    private readonly TaskCompletionSource<RateLimitLease> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public QueuedRequest(int permitCount)
    {
        PermitCount = permitCount;
        Place = new LinkedListNode<QueuedRequest>(this);
    }

    public int PermitCount { get; }

    public LinkedListNode<QueuedRequest> Place { get; }

    public void Grant() => _answer.TrySetResult(RequestLease.Granted);

    public void Fail() => _answer.TrySetException(new ObjectDisposedException(nameof(RequestRateLimiter)));

    public async Task<RateLimitLease> WaitAsync(Action<QueuedRequest> leave, CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            leave(this);
            throw;
        }
    }
}
