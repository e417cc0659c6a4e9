using Microsoft.Extensions.Logging;

namespace PromptCaching.RateLimiting;

/// <summary>Tells a caller where its call stands. A caller who throws is told no more: the queue serves others too.</summary>
internal sealed class GuardedProgress(IProgress<QueuePosition> progress, ILogger logger) : IProgress<QueuePosition>
{
    private volatile bool _isBroken;

    public void Report(QueuePosition value)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            progress.Report(value);
        }
        catch (Exception fault)
        {
            _isBroken = true;
            logger.ProgressFailed(fault);
        }
    }
}
