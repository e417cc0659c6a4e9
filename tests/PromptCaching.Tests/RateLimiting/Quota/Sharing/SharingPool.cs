using Microsoft.Extensions.Logging;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>One process's pool of a quota that is shared; limited in requests.</summary>
internal sealed class SharingPool : IDisposable, ILogger
{
    public SharingPool(ISharedQuota quota, TimeProvider clock, double perMinute, int queue = 10_000)
    {
        var settings = new PoolSettings { Configured = new QuotaLimits(perMinute, null, null), QueueLimit = queue };
        Pool = new QuotaPool(() => settings, clock, new PoolSharing(quota, "pool", clock, this));
    }

    public QuotaPool Pool { get; }

    public List<string> Told { get; } = [];

    public int Asked { get; private set; }

    /// <summary>Gets how many calls were let go; those who wait for them may not have been told yet.</summary>
    public int Granted => Asked - Pool.Waiting;

    public Task<QuotaLease> AskAsync(CallPriority priority = CallPriority.Normal, CancellationToken cancellationToken = default)
    {
        Asked++;
        return Pool.AcquireAsync(AttemptTokens.None, priority, null, cancellationToken).AsTask();
    }

    public void Ask(int calls) => _ = Enumerable.Range(0, calls).Select(_ => AskAsync()).ToArray();

    public void Dispose() => Pool.Dispose();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Told.Add($"{logLevel}: {formatter(state, exception)}");
}
