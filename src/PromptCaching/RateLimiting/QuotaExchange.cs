namespace PromptCaching.RateLimiting;

/// <summary>What one process says of one pool to a shared quota. Applied in the order of the properties.</summary>
public sealed record QuotaExchange
{
    /// <summary>Gets the pool: a set of limits that the API counts apart. A hash, which tells no credential.</summary>
    public required string Pool { get; init; }

    /// <summary>Gets who asks: a random name that stays the same as long as the process lives.</summary>
    public required string Process { get; init; }

    /// <summary>Gets the limits that the process knows of, by the minute. What is unknown is not counted.</summary>
    public QuotaLimits Limits { get; init; }

    /// <summary>Gets a value indicating whether the limit of requests is a guess, which holds only as long as no process knows better.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsGuess { get; init; }

    /// <summary>Gets what was spent while the shared quota could not be asked: taken from the level, but not below zero.</summary>
    public QuotaAmount SpentAlone { get; init; }

    /// <summary>Gets what comes back unused; below zero what was used without leave, which is taken from the level whatever it is.</summary>
    public QuotaAmount Returned { get; init; }

    /// <summary>Gets the most that the API can have left, by what it told; a higher level is lowered to it.</summary>
    public QuotaLimits MostLeft { get; init; }

    /// <summary>Gets how long nobody may send anything, because the API refused a request; <see langword="null"/> when it did not.</summary>
    public TimeSpan? ClosedFor { get; init; }

    /// <summary>Gets what the next call needs: nothing is granted unless all of this is there, or the whole bucket where that is less.</summary>
    public QuotaAmount Least { get; init; }

    /// <summary>Gets what calls would use soon: not less than <see cref="Least"/>, and granted as far as it is there.</summary>
    public QuotaAmount Most { get; init; }
}
