using System.Diagnostics.Metrics;

namespace PromptCaching.Retrying;

/// <summary>Counts what happens to attempts.</summary>
internal sealed class RetryMetrics(Meter meter)
{
    private readonly Counter<long> _attempts = meter.CreateCounter<long>(
        "promptcaching.retrying.attempts", "{attempt}", "Attempts begun.");

    private readonly Counter<long> _retries = meter.CreateCounter<long>(
        "promptcaching.retrying.retries", "{retry}", "Attempts that are repeated, by what they ended with.");

    private readonly Counter<long> _recovered = meter.CreateCounter<long>(
        "promptcaching.retrying.recovered", "{call}", "Calls that succeeded after a retry.");

    private readonly Counter<long> _exhausted = meter.CreateCounter<long>(
        "promptcaching.retrying.exhausted", "{call}", "Calls given up although their failure might pass, by what forbade another attempt.");

    private readonly Counter<long> _ambiguous = meter.CreateCounter<long>(
        "promptcaching.retrying.ambiguous", "{attempt}", "Failed attempts that may have been answered and billed.");

    private readonly Counter<long> _refused = meter.CreateCounter<long>(
        "promptcaching.retrying.refused", "{call}", "Calls that were refused because the API fails.");

    private readonly Counter<long> _circuit = meter.CreateCounter<long>(
        "promptcaching.retrying.circuit_changes", "{change}", "Changes of a circuit breaker, by its new state.");

    public void Attempt() => _attempts.Add(1);

    public void Retry(string reason) => _retries.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Recovered() => _recovered.Add(1);

    public void Exhausted(string limit) => _exhausted.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Ambiguous() => _ambiguous.Add(1);

    public void Refused() => _refused.Add(1);

    public void CircuitIs(string state) => _circuit.Add(1, new KeyValuePair<string, object?>("state", state));
}
