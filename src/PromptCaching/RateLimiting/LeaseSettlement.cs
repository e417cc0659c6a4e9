using PromptCaching.Bodies;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.RateLimiting;

/// <summary>Settles a lease with what its answer reports: the input as soon as it is told, the output at the end.</summary>
internal sealed class LeaseSettlement(QuotaPool pool, QuotaLease lease, AnswerOutline answer) : IAnswerObserver
{
    private bool _isInputSettled;

    public void OnBytes(ReadOnlySpan<byte> bytes)
    {
        if (!_isInputSettled && answer.HasUsage)
        {
            _isInputSettled = true;
            pool.SettleInput(lease, answer.Usage);
        }
    }

    public void OnEnd(AnswerOutline answer)
    {
        OnBytes(default);
        pool.SettleOutput(lease, answer);
    }
}
