using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>A pool on a clock that the test moves, with settings that the test may change.</summary>
internal sealed class PoolUnderTest : IDisposable
{
    public PoolUnderTest(double requests, int queue = 100)
    {
        Settings = new PoolSettings { Configured = new QuotaLimits(requests, null, null), QueueLimit = queue };
        Pool = new QuotaPool(() => Settings, Clock);
    }

    /// <summary>A pool whose requests are used up to the last.</summary>
    public static async Task<PoolUnderTest> EmptyAsync(double requests, int queue = 100)
    {
        var pool = new PoolUnderTest(requests, queue);
        pool.Pool.Refused(await pool.AskAsync(), null, TimeSpan.Zero);
        return pool;
    }

    public ManualTimeProvider Clock { get; } = new();

    public PoolSettings Settings { get; set; }

    public QuotaPool Pool { get; }

    public QuotaStatus Status => Pool.StatusAs("");

    public Task<QuotaLease> AskAsync(
        CallPriority priority = CallPriority.Normal, IProgress<QueuePosition>? progress = null, CancellationToken cancellationToken = default) =>
        Pool.AcquireAsync(AttemptTokens.None, priority, progress, cancellationToken).AsTask();

    public Task<QuotaLease> AskAsync(double input, double output = 0) =>
        Pool.AcquireAsync(new AttemptTokens(null, input, output), CallPriority.Normal, null, default).AsTask();

    public void Dispose() => Pool.Dispose();
}
