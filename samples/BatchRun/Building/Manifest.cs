using BatchRun.Configuration;

namespace BatchRun.Building;

/// <summary>What was built: enough to run it elsewhere, and to see that nothing was changed since.</summary>
internal sealed record Manifest
{
    public int Version { get; init; } = 1;

    public required string Study { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required CacheControlToggle CacheControl { get; init; }

    public TimeToLive? Ttl { get; init; }

    public required IReadOnlyList<double> Temperatures { get; init; }

    public required IReadOnlyList<ManifestArm> Arms { get; init; }

    public required IReadOnlyList<ManifestShard> Shards { get; init; }

    public int Requests() => Shards.Sum(static shard => shard.Requests);

    public ManifestArm ArmOf(RequestName name) => Arms.Single(arm => arm.Name == name.Arm);
}

/// <summary>An arm, and what it shares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Requests">How many requests are of it.</param>
/// <param name="PrefixTokens">An estimate of the tokens of its system prompt.</param>
/// <param name="MinTokens">The fewest that the model caches; none where that is not known, or where nothing is cached by us.</param>
internal sealed record ManifestArm(string Name, int Requests, int PrefixTokens, int? MinTokens)
{
    /// <summary>Gets a value indicating whether the prompt is too short to be cached: it is sent unmarked, and reported.</summary>
    public bool IsBelowMinimum { get; init; } = PrefixTokens < MinTokens;
}

/// <summary>A file of requests.</summary>
internal sealed record ManifestShard(string Name, int Requests, string Sha256)
{
    public string File { get; init; } = $"{Name}.jsonl";
}
