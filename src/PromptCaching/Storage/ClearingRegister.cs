namespace PromptCaching.Storage;

/// <summary>What has been cleared in a client's store, by this process and by others.</summary>
internal sealed class ClearingRegister(TimeProvider time)
{
    private readonly object _lock = new();
    private volatile ClearingStamps _known = ClearingStamps.None;
    private int _version;

    public ClearingStamps Known => _known;

    public int Version => Volatile.Read(ref _version);

    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken) =>
        Known is not null && cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;

    public void Clear(ulong label, ulong content = 0)
    {
        lock (_lock)
        {
            _known = _known.With(label, new ClearingStamp(time.GetUtcNow().ToUnixTimeMilliseconds(), content));
            Interlocked.Increment(ref _version);
        }
    }
}
