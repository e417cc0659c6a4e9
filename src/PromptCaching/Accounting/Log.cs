using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

internal static partial class Log
{
    [LoggerMessage(EventId = 600, EventName = nameof(CallCompleted),
        Message = "{Outcome}: {Model}, {Attempts} attempts, tokens: {Input} in ({CacheWritten} written to the prompt cache, {CacheRead} read), {Output} out; "
            + "{Cost} USD, {Saved} USD saved ({SavedPercent} %).")]
    public static partial void CallCompleted(
        this ILogger logger,
        LogLevel level,
        string outcome,
        string? model,
        int attempts,
        long input,
        long output,
        long cacheWritten,
        long cacheRead,
        decimal? cost,
        decimal? saved,
        decimal? savedPercent);

    [LoggerMessage(EventId = 609, EventName = nameof(CallEnded),
        Message = "{Outcome}: {Model}, {Attempts} attempts; what was used is not known.")]
    public static partial void CallEnded(this ILogger logger, LogLevel level, string outcome, string? model, int attempts);

    [LoggerMessage(EventId = 601, EventName = nameof(ObserverFailed), Level = LogLevel.Error,
        Message = "{Observer} threw when it was told of a finished call; the call is not affected.")]
    public static partial void ObserverFailed(this ILogger logger, string observer, Exception fault);

    [LoggerMessage(EventId = 602, EventName = nameof(PricesAreMissing), Level = LogLevel.Warning,
        Message = "The model {Model} is not in the catalog, so what its calls cost is unknown: check how it is spelt, or add it with AddModels.")]
    public static partial void PricesAreMissing(this ILogger logger, string model);

    [LoggerMessage(EventId = 603, EventName = nameof(AnswersAreCompressed), Level = LogLevel.Warning,
        Message = "Answers pass the chain compressed, so they are neither counted nor stored; set AutomaticDecompression on the primary handler.")]
    public static partial void AnswersAreCompressed(this ILogger logger);

    [LoggerMessage(EventId = 604, EventName = nameof(SinkFailed), Level = LogLevel.Error,
        Message = "A sink of the cost ledger threw; the entry stays in the ledger.")]
    public static partial void SinkFailed(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 605, EventName = nameof(LedgerFileFails), Level = LogLevel.Error,
        Message = "The ledger's file {Path} cannot be written as fast as entries come, or not at all; in memory the ledger goes on.")]
    public static partial void LedgerFileFails(this ILogger logger, string path, Exception? fault);

    [LoggerMessage(EventId = 608, EventName = nameof(LedgerFileIsUnreadable), Level = LogLevel.Error,
        Message = "The ledger's file {Path} cannot be read: sums and budgets begin without what it holds.")]
    public static partial void LedgerFileIsUnreadable(this ILogger logger, string path, Exception fault);

    [LoggerMessage(EventId = 606, EventName = nameof(BudgetIsRunningOut), Level = LogLevel.Warning,
        Message = "Of the budget {Budget} {Spent} USD of {Usd} USD are spent: it has reached {Threshold} of its amount. "
            + "It begins anew: {Ends}.")]
    public static partial void BudgetIsRunningOut(this ILogger logger, string budget, decimal spent, decimal usd, double threshold, string ends);

    [LoggerMessage(EventId = 607, EventName = nameof(BudgetRefuses),
        Message = "The budget {Budget} refuses a call: {Spent} USD are spent and {Reserved} USD reserved, of {Usd} USD. "
            + "It begins anew: {Ends}.")]
    public static partial void BudgetRefuses(
        this ILogger logger, LogLevel level, string budget, decimal spent, decimal reserved, decimal usd, string ends);

    [LoggerMessage(EventId = 614, EventName = nameof(BudgetWarningFailed), Level = LogLevel.Error,
        Message = "OnWarning of the budget {Budget} threw; the call is not affected.")]
    public static partial void BudgetWarningFailed(this ILogger logger, string budget, Exception fault);

    [LoggerMessage(EventId = 615, EventName = nameof(CallRefused),
        Message = "{Outcome}: {Model}, {Attempts} attempts; refused here ({Reason}{Budget}), so this call used nothing.")]
    public static partial void CallRefused(
        this ILogger logger, LogLevel level, string outcome, string? model, int attempts, string reason, string? budget);

    [LoggerMessage(EventId = 616, EventName = nameof(LedgerFileIsShared), Level = LogLevel.Warning,
        Message = "The ledger's file {Path} is written by another client, too: each would restore what the other spent. Give each client a file of its own.")]
    public static partial void LedgerFileIsShared(this ILogger logger, string path);

    [LoggerMessage(EventId = 611, EventName = nameof(SharedBudgetIsAway), Level = LogLevel.Warning,
        Message = "Those who share the budget {Budget} cannot be asked ({Reason}): this process counts alone from what it knows until they can.")]
    public static partial void SharedBudgetIsAway(this ILogger logger, string budget, string reason);

    [LoggerMessage(EventId = 610, EventName = nameof(SharedBudgetIsBack), Level = LogLevel.Information,
        Message = "The budget {Budget} is shared again, and what was spent meanwhile is told.")]
    public static partial void SharedBudgetIsBack(this ILogger logger, string budget);

    [LoggerMessage(EventId = 612, EventName = nameof(SharedUsageIsAway), Level = LogLevel.Warning,
        Message = "Those who share the totals of usage cannot be told ({Reason}): they are told later, and until then totals are this process's own.")]
    public static partial void SharedUsageIsAway(this ILogger logger, string reason);

    [LoggerMessage(EventId = 613, EventName = nameof(SharedUsageIsBack), Level = LogLevel.Information,
        Message = "The totals of usage are shared again, and what was used meanwhile is told.")]
    public static partial void SharedUsageIsBack(this ILogger logger);
}
