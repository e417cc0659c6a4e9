using PromptCaching;

namespace BatchRun.Sending;

/// <summary>A line of the journal: a request that was begun, or what became of it.</summary>
internal sealed record JournalLine
{
    public string? Started { get; init; }

    public string? Answered { get; init; }

    public string? Failed { get; init; }

    /// <summary>Gets why it failed, in the words of the library.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what the prompt cache did.</summary>
    public CacheOutcome? Outcome { get; init; }

    /// <summary>Gets why it did not do more.</summary>
    public CacheMissKind? Cause { get; init; }

    public static JournalLine Of(GenerateManyResult result) => result.Message is { } message
        ? new JournalLine
        {
            Answered = result.Id,
            Outcome = message.GetCallReport()?.Verdict.Outcome is { } outcome and not CacheOutcome.None ? outcome : null,
            Cause = message.GetCallReport()?.Verdict.Cause?.Kind,
        }
        : new JournalLine { Failed = result.Id, Error = result.Error?.Message };
}
