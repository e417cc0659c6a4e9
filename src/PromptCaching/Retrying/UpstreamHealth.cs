using System.Collections.Concurrent;
using PromptCaching.Retrying.Circuits;

namespace PromptCaching.Retrying;

/// <summary>What the clients of one container know together about the addresses that they send to.</summary>
internal sealed class UpstreamHealth(TimeProvider time)
{
    // Model names come from callers. Forgetting circuits is harmless: the next failures open them again.
    private const int MostCircuits = 1000;
    private readonly ConcurrentDictionary<string, RetryBudget> _budgets = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Origin, string Model), Circuit> _circuits = new();

    public RetryBudget BudgetOf(string origin) => _budgets.GetOrAdd(origin, static (_, time) => new RetryBudget(time), time);

    /// <summary>One model may be overloaded while the others are well; what has no model is judged by its address alone.</summary>
    public Circuit CircuitOf(string origin, string? model)
    {
        if (_circuits.Count >= MostCircuits)
        {
            _circuits.Clear();
        }

        return _circuits.GetOrAdd((origin, model ?? ""), static (_, time) => new Circuit(time), time);
    }
}
