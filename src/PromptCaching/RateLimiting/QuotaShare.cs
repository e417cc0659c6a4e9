namespace PromptCaching.RateLimiting;

/// <summary>What a shared quota grants to one process.</summary>
public sealed record QuotaShare
{
    /// <summary>Gets what the process may use by itself from now on.</summary>
    public QuotaAmount Granted { get; init; }

    /// <summary>Gets the time until it is worth asking for more; zero when everything was there.</summary>
    public TimeSpan AskAgainIn { get; init; }

    /// <summary>Gets the time for which nobody may send anything, because the API refused a request; zero when it did not.</summary>
    public TimeSpan ClosedFor { get; init; }

    /// <summary>Gets how many processes share the pool at present, this one included.</summary>
    public int Processes { get; init; } = 1;
}
