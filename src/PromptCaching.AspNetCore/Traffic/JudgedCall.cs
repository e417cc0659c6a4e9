namespace PromptCaching.AspNetCore.Traffic;

/// <summary>What the prompt cache did for one call, in hashes, places and numbers; no text of a prompt.</summary>
internal sealed record JudgedCall
{
    /// <summary>Gets when the call was over (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets how often it happened for the same reason, this time included; counted for misses only.</summary>
    public long Times { get; init; } = 1;

    /// <summary>Gets the model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the scope that the call named.</summary>
    public string? Scope { get; init; }

    /// <summary>Gets the id of the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the hash of tools and system prompt.</summary>
    public string? PrefixHash { get; init; }

    /// <summary>Gets what happened, in one word.</summary>
    public CacheOutcome Outcome { get; init; }

    /// <summary>Gets what happened, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets the places of the breakpoints.</summary>
    public required IReadOnlyList<string> Breakpoints { get; init; }

    /// <summary>Gets the tokens that were read.</summary>
    public long? ReadTokens { get; init; }

    /// <summary>Gets the tokens that were expected to be read.</summary>
    public long ExpectedReadTokens { get; init; }

    /// <summary>Gets the tokens that were written.</summary>
    public long? WrittenTokens { get; init; }

    /// <summary>Gets the kind of what stood in the way.</summary>
    public CacheMissKind? Cause { get; init; }

    /// <summary>Gets where that is.</summary>
    public string? Place { get; init; }

    /// <summary>Gets why less was read than an earlier call had left.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what to do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether another call missed for the same reason; which of many short prompts was too short does not matter.</summary>
    public bool MissesLike(JudgedCall other) =>
        (Model, Cause, Place) == (other.Model, other.Cause, other.Place) && (Cause == CacheMissKind.BelowMinimum || PrefixHash == other.PrefixHash);

    public static JudgedCall Of(CallReport report, DateTimeOffset now)
    {
        var verdict = report.Verdict;
        return new JudgedCall
        {
            At = now,
            Model = report.Model,
            Scope = report.Scope,
            MessageId = report.MessageId,
            PrefixHash = report.PrefixHash,
            Outcome = verdict.Outcome,
            Explanation = verdict.Explanation,
            Breakpoints = [.. verdict.Breakpoints.Select(static breakpoint => breakpoint.Place)],
            ReadTokens = verdict.ReadTokens,
            ExpectedReadTokens = verdict.ExpectedReadTokens,
            WrittenTokens = verdict.WrittenTokens,
            Cause = verdict.Cause?.Kind,
            Place = verdict.Cause?.Place,
            Reason = verdict.Cause?.Sentence,
            Hint = verdict.Cause?.Hint,
        };
    }
}
