namespace PromptCaching;

/// <summary>How far many requests have come. Reported after every result.</summary>
public sealed record GenerateManyProgress
{
    /// <summary>Gets the requests with a result, whatever it is.</summary>
    public long Done => Succeeded + Failed;

    /// <summary>Gets the requests that were answered, now or in an earlier run.</summary>
    public long Succeeded { get; init; }

    /// <summary>Gets the requests that failed, expired or were canceled.</summary>
    public long Failed { get; init; }

    /// <summary>Gets the requests whose answers were in the checkpoint; they are among those that succeeded.</summary>
    public long Restored { get; init; }

    /// <summary>Gets the number of all requests.</summary>
    /// <value><see langword="null"/> when it is not known: they are pulled one by one.</value>
    public long? Total { get; init; }

    /// <summary>Gets what this run has cost so far, in USD, as far as it is known; answers of earlier runs cost nothing now.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets what the answers of earlier runs cost then, in USD, as far as it is known.</summary>
    public decimal RestoredCost { get; init; }

    internal GenerateManyProgress With(GenerateManyResult result)
    {
        var succeeded = result.Outcome == GenerateManyOutcome.Succeeded;
        return this with
        {
            Succeeded = Succeeded + (succeeded ? 1 : 0),
            Failed = Failed + (succeeded ? 0 : 1),
            Restored = Restored + (result.IsRestored ? 1 : 0),
            Cost = Cost + (result.IsRestored ? 0m : result.Cost ?? 0m),
            RestoredCost = RestoredCost + (result.IsRestored ? result.Cost ?? 0m : 0m),
        };
    }
}
