namespace PromptCaching.AspNetCore.Traffic;

/// <summary>What became of the calls of one client since this process started, as the management endpoints tell it.</summary>
internal sealed record CallStatistics
{
    /// <summary>Gets how many calls there were.</summary>
    public long Calls { get; init; }

    /// <summary>Gets how many the API answered.</summary>
    public long FromApi { get; init; }

    /// <summary>Gets how many the response cache answered.</summary>
    public long FromResponseCache { get; init; }

    /// <summary>Gets how many got the answer of an equal call that was under way.</summary>
    public long Joined { get; init; }

    /// <summary>Gets how many have no whole answer.</summary>
    public long Failed { get; init; }

    /// <summary>Gets those by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Gets the input tokens that were billed in full.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the tokens that were read from the prompt cache.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>Gets the tokens that were written to the prompt cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Gets the tokens of answers.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets what it cost, in USD, as far as it is known.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets what caching saved, in USD, as far as it is known.</summary>
    public decimal Saved { get; init; }
}
