using BatchRun.Configuration;
using BatchRun.Webhooks;

namespace BatchRun.Sending;

/// <summary>What is remembered of the last run, beside its answers.</summary>
internal sealed record RunRecord
{
    public required RunMode Mode { get; init; }

    public required bool IsEmulated { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public double Seconds { get; init; }

    public required int Requests { get; init; }

    /// <summary>Gets the answers of earlier runs.</summary>
    public int Restored { get; init; }

    /// <summary>Gets the answers of this run.</summary>
    public int Answered { get; init; }

    public int Failed { get; init; }

    /// <summary>Gets what all answers cost, those of earlier runs included, in USD.</summary>
    public decimal SpentUsd { get; init; }

    public decimal SpentNowUsd { get; init; }

    public StopReason? StoppedBy { get; init; }

    /// <summary>Gets the calls that an earlier run had begun when it ended, and whose answers were not recorded.</summary>
    public IReadOnlyList<string> InFlightBefore { get; init; } = [];

    public WebhookOutcome? Webhook { get; init; }

    public bool IsFinished() => StoppedBy is null && Restored + Answered == Requests;
}
