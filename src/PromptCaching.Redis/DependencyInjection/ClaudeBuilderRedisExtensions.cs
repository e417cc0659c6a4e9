using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Accounting;
using PromptCaching.RateLimiting;
using PromptCaching.Redis;
using PromptCaching.ResponseCaching;
using StackExchange.Redis;

namespace PromptCaching;

/// <summary>Puts a client's answers, its quota, its budgets and its totals into Redis, where all processes share them.</summary>
public static class ClaudeBuilderRedisExtensions
{
    /// <summary>Stores answers on the Redis server that the environment variable <c>REDIS_URL</c> names.</summary>
    /// <param name="builder">The client.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>A missing or unreadable connection is an error when the host starts. A server that is not there is not: calls go on without it.</remarks>
    public static IClaudeBuilder UseRedis(this IClaudeBuilder builder) => builder.UseRedis(static _ => { });

    /// <summary>Stores answers on a Redis server.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="connection">See <see cref="RedisStoreOptions.Connection"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The connection is empty or white space.</exception>
    /// <remarks>An unreadable connection is an error when the host starts. A server that is not there is not: calls go on without it.</remarks>
    public static IClaudeBuilder UseRedis(this IClaudeBuilder builder, string connection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        return builder.UseRedis(options => options.Connection = connection);
    }

    /// <summary>Stores answers on a Redis server.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the options; a connection that it leaves out comes from the environment variable <c>REDIS_URL</c>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>A wrong option is an error when the host starts. A server that is not there is not: calls go on without it.</remarks>
    public static IClaudeBuilder UseRedis(this IClaudeBuilder builder, Action<RedisStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var (name, services) = (builder.Name, builder.Services);
        services.AddOptions<RedisStoreOptions>(name)
            .Configure(configure)
            .PostConfigure(static options => options.Connection ??= Environment.GetEnvironmentVariable(RedisStoreOptionsValidator.ConnectionVariable))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisStoreOptions>>(new ValidateNamed(name));
        services.AddKeyedSingleton<IDistributedCache>(name, static (provider, key) => new RedisDistributedCache(
            provider.GetRequiredService<IOptionsMonitor<RedisStoreOptions>>().Get((string)key!), provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>Stores answers over a connection that the host has already; the host disposes it.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder UseRedis(this IClaudeBuilder builder, IConnectionMultiplexer connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        builder.Services.AddKeyedSingleton<IDistributedCache>(builder.Name, (provider, _) =>
            new RedisDistributedCache(connection, timeProvider: provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>Shares the rate limits with all processes that use the same Redis: what one of them uses, the others do not.</summary>
    /// <param name="builder">The client, whose store is the one of <see cref="UseRedis(IClaudeBuilder)"/>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>The server holds no credential, only hashes. While it is away, each process uses its share of the limits, and says so in the log.</remarks>
    /// <exception cref="InvalidOperationException">At the first use: the client's store is another one.</exception>
    public static IClaudeBuilder ShareQuota(this IClaudeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<ISharedQuota>(builder.Name, static (provider, key) =>
            new RedisQuota(StoreOf(provider, key, nameof(ShareQuota)), PrefixOf(provider, key)));
        return builder;
    }

    /// <summary>Shares the budgets with all processes that use the same Redis: what one of them spends or reserves, the others cannot.</summary>
    /// <param name="builder">The client, whose store is the one of <see cref="UseRedis(IClaudeBuilder)"/>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Budgets of one name are one, in whichever process and client. Each call asks the server once before it is sent and tells it once when it has ended.
    /// While the server is away, each process counts alone from what it knew last, says so in the log, and tells what it spent when the server is back.
    /// </remarks>
    /// <exception cref="InvalidOperationException">At the first use: the client's store is another one.</exception>
    public static IClaudeBuilder ShareBudgets(this IClaudeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<ISharedBudgets>(builder.Name, static (provider, key) =>
            new RedisBudgets(StoreOf(provider, key, nameof(ShareBudgets)), PrefixOf(provider, key)));
        return builder;
    }

    /// <summary>Adds up what all processes use that share the same Redis; <see cref="IClaudeUsage.ReadFleetAsync"/> reads it.</summary>
    /// <param name="builder">The client, whose store is the one of <see cref="UseRedis(IClaudeBuilder)"/>; each client has totals of its own.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// They are told once a second while there is news, and at the end; no call waits. While the server is away, the log says so; all is told when it is back.
    /// A server that lost its memory gets the sums of those that live again; what was told by others is lost with it.
    /// </remarks>
    /// <exception cref="InvalidOperationException">At the first use: the client's store is another one.</exception>
    public static IClaudeBuilder ShareUsage(this IClaudeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<ISharedUsage>(builder.Name, static (provider, key) =>
            new RedisUsage(StoreOf(provider, key, nameof(ShareUsage)), (string)key!, PrefixOf(provider, key)));
        return builder;
    }

    private static RedisDistributedCache StoreOf(IServiceProvider provider, object? key, string method) =>
        provider.GetKeyedService<IDistributedCache>(key) as RedisDistributedCache
            ?? throw new InvalidOperationException($"The store of this client is not on Redis: call UseRedis beside {method}.");

    private static string PrefixOf(IServiceProvider provider, object? key) =>
        provider.GetRequiredService<IOptionsMonitor<ResponseCachingOptions>>().Get((string)key!).KeyPrefix;

    /// <summary>Options of other clients are not this one's to judge.</summary>
    private sealed class ValidateNamed(string client) : IValidateOptions<RedisStoreOptions>
    {
        private readonly RedisStoreOptionsValidator _rules = new(needsConnection: true);

        public ValidateOptionsResult Validate(string? name, RedisStoreOptions options) =>
            name == client ? _rules.Validate(name, options) : ValidateOptionsResult.Skip;
    }
}
