using PromptCaching.Testing.RateLimits;

namespace PromptCaching.Testing;

/// <summary>The rate limits of an organization: token buckets that fill continuously, one set for each class of models.</summary>
/// <remarks>
/// A class is named by family and version, as in <c>opus-5-5</c>, <c>sonnet-4</c> (all of 4.x share one) or <c>haiku-3-5</c>. A model whose id
/// follows no known pattern is a class of its own, named by its id.
/// </remarks>
public sealed record EmulatedRateLimits
{
    /// <summary>Gets the published limits of the tier Start (October 2026).</summary>
    public static EmulatedRateLimits Start { get; } = Tiers.Of(
        new(1_000, 2_000_000, 400_000), new(1_000, 500_000, 100_000), new(1_000, 100_000, 20_000), (2_000, 1_000, 200_000, 500));

    /// <summary>Gets the published limits of the tier Build (October 2026).</summary>
    public static EmulatedRateLimits Build { get; } = Tiers.Of(
        new(5_000, 5_000_000, 1_000_000), new(2_000, 1_500_000, 300_000), new(2_000, 200_000, 40_000), (4_000, 2_000, 300_000, 1_000));

    /// <summary>Gets the published limits of the tier Scale (October 2026).</summary>
    public static EmulatedRateLimits Scale { get; } = Tiers.Of(
        new(10_000, 10_000_000, 2_000_000), new(4_000, 4_000_000, 800_000), new(4_000, 400_000, 80_000), (8_000, 4_000, 500_000, 200_000));

    /// <summary>Gets the limits of every class that <see cref="Classes"/> does not name.</summary>
    public required EmulatedModelLimits Models { get; init; }

    /// <summary>Gets the limits of classes that differ, by name.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, EmulatedModelLimits> Classes { get; init; } = new Dictionary<string, EmulatedModelLimits>();

    /// <summary>Gets the limits of requests with <c>speed: "fast"</c>, which have a pool of their own for each class.</summary>
    /// <value>The default is <see langword="null"/>: as many as the class has.</value>
    public EmulatedModelLimits? Fast { get; init; }

    /// <summary>Gets the commitment of the Priority Tier for each class; its requests count is not used.</summary>
    /// <value>The default is <see langword="null"/>: no commitment.</value>
    public EmulatedModelLimits? Priority { get; init; }

    /// <summary>Gets the requests per minute to count_tokens.</summary>
    /// <value>The default is 2,000.</value>
    public int CountTokensPerMinute { get; init; } = 2_000;

    /// <summary>Gets the requests per minute to the Message Batches endpoints.</summary>
    /// <value>The default is 1,000.</value>
    public int BatchRequestsPerMinute { get; init; } = 1_000;

    /// <summary>Gets the most batched requests that may wait at one time.</summary>
    /// <value>The default is 200,000.</value>
    public int BatchQueue { get; init; } = 200_000;

    /// <summary>Gets the most that the organization may spend in a calendar month (UTC), in USD, at the catalog's prices.</summary>
    /// <value>The default is <see langword="null"/>: without end. Models without a known price spend nothing.</value>
    public decimal? MonthlySpendCapUsd { get; init; }

    /// <summary>Gets lower limits of workspaces, by the id in <c>anthropic-workspace-id</c>; they hold beside those of the organization.</summary>
    /// <value>The default is none. Their own workspaces and spend caps are not used.</value>
    public IReadOnlyDictionary<string, EmulatedRateLimits> Workspaces { get; init; } = new Dictionary<string, EmulatedRateLimits>();
}
