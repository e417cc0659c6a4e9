namespace PromptCaching.AspNetCore.Clients;

/// <summary>A call that was let in; given back once, however often it is disposed.</summary>
internal sealed class CallPermit(CallLimits limits, GatewayCaller caller) : IDisposable
{
    private bool _isBack;

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isBack, true))
        {
            limits.Leave(caller);
        }
    }
}
