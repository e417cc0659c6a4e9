namespace PromptCaching.Redis;

/// <summary>Controls how a store on Redis is reached.</summary>
public sealed class RedisStoreOptions
{
    /// <summary>Gets or sets where the server is.</summary>
    /// <value>The default is <see langword="null"/>: the environment variable <c>REDIS_URL</c>, where the store is registered by <c>UseRedis</c>.</value>
    /// <remarks>
    /// <c>redis://user:password@host:6379/0</c>, <c>rediss://</c> for TLS, several hosts separated by commas, options of the client after a question mark;
    /// or the client's own syntax, <c>host:6379,password=secret,ssl=true</c>.
    /// </remarks>
    public string? Connection { get; set; }

    /// <summary>Gets or sets how long one operation may take before it fails with a <see cref="TimeoutException"/>.</summary>
    /// <value>The default is 1 second; from 1 millisecond to 1 minute.</value>
    /// <remarks>The first connection gets as long, too. A connection known to be broken is not waited for at all.</remarks>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long an entry lives that was written without any expiration.</summary>
    /// <value>The default is 24 hours: nothing is stored for ever.</value>
    public TimeSpan DefaultTimeToLive { get; set; } = TimeSpan.FromHours(24);
}
