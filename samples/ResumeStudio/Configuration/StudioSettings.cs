namespace ResumeStudio.Configuration;

/// <summary>What the environment says; see the table in the README.</summary>
internal sealed record StudioSettings
{
    /// <summary>Gets the key of the API; without one the API is emulated.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gets a value indicating whether the emulator answers where there is no key.</summary>
    public bool MayEmulate { get; init; } = true;

    /// <summary>Gets how long the emulator takes to begin an answer.</summary>
    public TimeSpan EmulatedDelay { get; init; }

    /// <summary>Gets the wait between two pieces of an emulated stream.</summary>
    public TimeSpan EmulatedEventDelay { get; init; }

    /// <summary>Gets the Redis server that keeps what is cached; without one, <see cref="Directory"/> does.</summary>
    public string? RedisUrl { get; init; }

    /// <summary>Gets the folder that keeps what is cached over restarts; empty for memory only.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the text in front of every key in the store.</summary>
    public string Prefix { get; init; } = "resume-studio:";

    /// <summary>Gets the length above which entries are compressed, in bytes.</summary>
    public int CompressionThreshold { get; init; } = 1024;

    /// <summary>Gets how long answers are served again.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets how long results of a region are served again, where they differ from <see cref="TimeToLive"/>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> RegionTimeToLive { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Gets a value indicating whether answers of the model are stored and served again.</summary>
    public bool CachesAnswers { get; init; } = true;

    /// <summary>Gets a value indicating whether matches, optimisations and embeddings are.</summary>
    public bool CachesResults { get; init; } = true;

    /// <summary>Gets a value indicating whether the API's own prompt cache is used.</summary>
    public bool CachesPrompts { get; init; } = true;

    public bool IsEmulated => ApiKey is null && MayEmulate;

    public bool CanAnswer => ApiKey is not null || MayEmulate;
}
