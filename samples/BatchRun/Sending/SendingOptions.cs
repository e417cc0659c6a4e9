using BatchRun.Configuration;
using PromptCaching;

namespace BatchRun.Sending;

/// <summary>How batches are sent.</summary>
internal static class SendingOptions
{
    /// <summary>An emulated batch has ended the first time that somebody looks.</summary>
    private static readonly TimeSpan EmulatedInterval = TimeSpan.FromMilliseconds(10);

    public static GenerateManyBatches? Batches(RunMode mode, int shardSize, bool isEmulated) => mode == RunMode.Online ? null : new GenerateManyBatches
    {
        MaxRequests = shardSize,
        Polling = isEmulated ? new BatchPolling { FirstInterval = EmulatedInterval } : new BatchPolling(),
    };
}
