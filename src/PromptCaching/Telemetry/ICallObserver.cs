namespace PromptCaching;

/// <summary>Is told of every call when it is over. Register any number of them as services.</summary>
public interface ICallObserver
{
    /// <summary>Called once for every call, on the thread that read the last bytes; must be quick. What it throws is logged and goes no further.</summary>
    /// <param name="report">The finished report.</param>
    void OnCallCompleted(CallReport report);
}
