using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>What there is to ask and to do about the costs of one client.</summary>
internal sealed class ClaudeUsage(CostLedger ledger, BudgetBook budgets, CallEstimates estimates, LedgerFile? file, UsageSharing? sharing)
    : IClaudeUsage
{
    public UsageTotals Total => ledger.Total;

    public IReadOnlyDictionary<string, UsageTotals> ByModel => ledger.ByModel;

    public IReadOnlyDictionary<string, UsageTotals> ByScope => ledger.ByScope;

    public IReadOnlyDictionary<string, UsageTotals> ByTag => ledger.ByTag;

    public IReadOnlyDictionary<DateOnly, UsageTotals> ByDay => ledger.ByDay;

    public IReadOnlyList<UsageEntry> Entries => ledger.Entries;

    public IReadOnlyList<BudgetStatus> Budgets => budgets.Status;

    public Task<IReadOnlyList<BudgetStatus>> ReadBudgetsAsync(CancellationToken cancellationToken = default) => budgets.ReadAsync(cancellationToken);

    public async Task<FleetUsage> ReadFleetAsync(CancellationToken cancellationToken = default) =>
        sharing is not null && await sharing.ReadAsync(cancellationToken).ConfigureAwait(false) is { } standing
            ? FleetUsage.Of(standing)
            : FleetUsage.OfOne(ledger);

    public CallEstimate? Estimate(ReadOnlyMemory<byte> request) => estimates.Of(RequestOutline.Of(request), request.Length);

    public void Reset()
    {
        ledger.Reset();
        file?.Clear();
    }

    public IDisposable Subscribe(Action<UsageEntry> sink) => ledger.Subscribe(sink);

    public Task WriteJsonAsync(Stream destination, CancellationToken cancellationToken = default) =>
        UsageExport.WriteJsonAsync(this, destination, cancellationToken);

    public Task WriteCsvAsync(Stream destination, CancellationToken cancellationToken = default) =>
        UsageExport.WriteCsvAsync(this, destination, cancellationToken);
}
