using Microsoft.Extensions.Logging;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Says once, however often handlers are made anew, that calls are not cached for want of a scope.</summary>
internal sealed class MissingScopeWarning(ILogger logger)
{
    private int _said;

    public void Say()
    {
        if (Interlocked.Exchange(ref _said, 1) == 0)
        {
            logger.ScopeMissing();
        }
    }
}
