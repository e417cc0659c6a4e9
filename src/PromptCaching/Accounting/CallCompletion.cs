using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Finishes reports and passes them on.</summary>
internal sealed class CallCompletion(
    Func<ModelCatalog> catalog, IReadOnlyList<ICallObserver> observers, CostLedger? ledger = null, CallTelemetry? telemetry = null)
{
    private static readonly TokenUsage NoTokens = new();
    private readonly ConcurrentDictionary<string, bool> _modelsWithoutPrices = new(StringComparer.Ordinal);
    private int _warnedOfCompression;

    public void Complete(CallReport report, AnswerOutline answer, DateOnly day, ILogger logger)
    {
        report.Model = answer.Model ?? report.Model;
        report.MessageId = answer.MessageId;
        report.StopReason = answer.StopReason;
        report.Error = answer.Error ?? (answer.IsComplete || answer.IsEncoded ? null : CallFailure.Incomplete);
        WarnOfCompression(answer, logger);
        if (report.Source is CallSource.ResponseCache or CallSource.Joined)
        {
            report.Usage = NoTokens;
            report.IsUsagePartlyUnknown = false;
            report.Cost = 0m;
            report.CostWithoutCaching = PricedAnswer.Of(answer, catalog(), day).CostWithoutCaching;
        }

        Complete(report, logger);
    }

    public void Complete(CallReport report, ILogger logger)
    {
        report.Complete();
        if (ledger is not null && report.Source is (CallSource.ResponseCache or CallSource.Joined))
        {
            ledger.Add(Free(report, ledger.Now));
        }

        WarnOfMissingPrices(report, logger);
        Tell(report, logger);
        telemetry?.Completed(report);
        foreach (var observer in observers)
        {
            try
            {
                observer.OnCallCompleted(report);
            }
            catch (Exception fault)
            {
                // The answer is paid for and belongs to the caller, whatever an onlooker makes of the report.
                logger.ObserverFailed(observer.GetType().Name, fault);
            }
        }
    }

    private void Tell(CallReport report, ILogger logger)
    {
        var level = telemetry?.CallLogLevel ?? LogLevel.Debug;
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var outcome = report.Error ?? report.Source.ToString();
        if (report.Usage is { } usage)
        {
            logger.CallCompleted(
                level,
                outcome,
                report.Model,
                report.Attempts,
                usage.TotalInput,
                usage.Output,
                usage.CacheWrite,
                usage.CacheRead,
                report.Cost,
                report.Saved,
                report is { Saved: { } saved, CostWithoutCaching: > 0 and var plain } ? decimal.Round(100 * saved / plain, 1) : null);
        }
        else if (report is { Refusal: { } reason, Attempts: 0 })
        {
            logger.CallRefused(level, outcome, report.Model, report.Attempts, reason, report.RefusedByBudget is { } budget ? " " + budget : null);
        }
        else
        {
            logger.CallEnded(level, outcome, report.Model, report.Attempts);
        }
    }

    private static UsageEntry Free(CallReport report, DateTimeOffset now) => new()
    {
        At = now,
        Source = report.Source,
        RequestId = report.RequestId,
        MessageId = report.MessageId,
        Model = report.Model,
        Scope = report.Scope,
        Tags = report.Tags,
        Usage = NoTokens,
        Cost = 0m,
        CostWithoutCaching = report.CostWithoutCaching,
        Error = report.Error,
    };

    private void WarnOfCompression(AnswerOutline answer, ILogger logger)
    {
        if (answer.IsEncoded && Interlocked.Exchange(ref _warnedOfCompression, 1) == 0)
        {
            logger.AnswersAreCompressed();
        }
    }

    /// <summary>An unknown cost is easy to take for none; said once for each model, for the names of models are few.</summary>
    private void WarnOfMissingPrices(CallReport report, ILogger logger)
    {
        if (report is { Usage: not null, Cost: null, Model: { } model } && catalog().Find(model) is null && _modelsWithoutPrices.TryAdd(model, true))
        {
            logger.PricesAreMissing(model);
        }
    }
}
