namespace PromptCaching.DependencyInjection;

internal sealed class DelegateObserver(Action<CallReport> observe) : ICallObserver
{
    public void OnCallCompleted(CallReport report) => observe(report);
}
