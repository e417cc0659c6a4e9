namespace PromptCaching.Accounting;

/// <summary>What the calls of one client used and cost. Safe for parallel calls; each property is a snapshot.</summary>
/// <remarks>Message batches are not in it: their results carry a report each.</remarks>
public interface IClaudeUsage
{
    /// <summary>The name under which models, scopes and tags are summed up beyond <see cref="AccountingOptions.MaxNames"/>.</summary>
    const string OtherNames = "(other)";

    /// <summary>Gets the sums over everything since the start or the last <see cref="Reset"/>.</summary>
    UsageTotals Total { get; }

    /// <summary>Gets the sums by model; empty is the name of an unknown one.</summary>
    IReadOnlyDictionary<string, UsageTotals> ByModel { get; }

    /// <summary>Gets the sums by scope; empty is the name of calls that named none.</summary>
    IReadOnlyDictionary<string, UsageTotals> ByScope { get; }

    /// <summary>Gets the sums by tag. A call with two tags is in both, one without any in none.</summary>
    IReadOnlyDictionary<string, UsageTotals> ByTag { get; }

    /// <summary>Gets the sums by day (UTC).</summary>
    IReadOnlyDictionary<DateOnly, UsageTotals> ByDay { get; }

    /// <summary>Gets the latest entries, oldest first; no more than <see cref="AccountingOptions.MaxEntries"/>.</summary>
    IReadOnlyList<UsageEntry> Entries { get; }

    /// <summary>Gets where each budget stands; one that other processes share as it was known last.</summary>
    IReadOnlyList<BudgetStatus> Budgets { get; }

    /// <summary>Reads where each budget stands: of one that other processes share what all of them have spent and reserved.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The budgets; where the others cannot be asked, as they were known last.</returns>
    Task<IReadOnlyList<BudgetStatus>> ReadBudgetsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what all processes used that share their totals, since the first of them began.</summary>
    /// <remarks>
    /// What each has told counts on when it is gone; a <see cref="Reset"/> takes nothing of it back. What other processes do is there after a second.
    /// </remarks>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The sums of all; where the others cannot be asked, those of this process, and <see cref="FleetUsage.IncludesOthers"/> says so.</returns>
    Task<FleetUsage> ReadFleetAsync(CancellationToken cancellationToken = default);

    /// <summary>Estimates what a call will cost, before it is sent.</summary>
    /// <param name="request">The body of a Messages request.</param>
    /// <returns><see langword="null"/> when it is none, or when the prices of its model are not known.</returns>
    CallEstimate? Estimate(ReadOnlyMemory<byte> request);

    /// <summary>Forgets sums and entries, those in the file included; budgets keep what was spent.</summary>
    void Reset();

    /// <summary>Tells of every new entry from now on.</summary>
    /// <param name="sink">Called on the thread that ends the attempt; must be quick. What it throws is logged and goes no further.</param>
    /// <returns>An object that ends it when it is disposed.</returns>
    IDisposable Subscribe(Action<UsageEntry> sink);

    /// <summary>Writes sums, budgets and entries as one JSON object.</summary>
    /// <param name="destination">Gets UTF-8; stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when all is written.</returns>
    Task WriteJsonAsync(Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Writes the entries as CSV: a line of names, then a line each, in the invariant culture; what is not known is empty.</summary>
    /// <remarks>A text that a spreadsheet would take for a formula has a <c>'</c> in front.</remarks>
    /// <param name="destination">Gets UTF-8; stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when all is written.</returns>
    Task WriteCsvAsync(Stream destination, CancellationToken cancellationToken = default);
}
