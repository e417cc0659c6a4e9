using System.Diagnostics.Metrics;

namespace PromptCaching.Accounting;

/// <summary>Counts what budgets say.</summary>
internal sealed class BudgetMetrics(Meter meter)
{
    private readonly Counter<long> _warnings = meter.CreateCounter<long>(
        "promptcaching.budgets.warnings", "{warning}", "Thresholds that budgets have reached.");

    private readonly Counter<long> _refused = meter.CreateCounter<long>(
        "promptcaching.budgets.refused", "{call}", "Calls that were refused because a budget had no room for them.");

    public void Warned(string budget) => _warnings.Add(1, new KeyValuePair<string, object?>("budget", budget));

    public void Refused(string budget) => _refused.Add(1, new KeyValuePair<string, object?>("budget", budget));
}
