using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.DependencyInjection;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;

namespace PromptCaching;

/// <summary>Changes the options of a client, or swaps a part of it.</summary>
public static class ClaudeBuilderExtensions
{
    /// <summary>Sets who we are to the API and the defaults of requests.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureClient(this IClaudeBuilder builder, Action<ClaudeClientOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how answers are stored.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureResponseCaching(this IClaudeBuilder builder, Action<ResponseCachingOptions> configure) =>
        builder.Configure(configure);

    /// <summary>Sets how breakpoints are placed.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureCacheControl(this IClaudeBuilder builder, Action<CacheControlOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how calls wait for the one of them that writes what they share.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureWarmFirst(this IClaudeBuilder builder, Action<WarmFirstOptions> configure) => builder.Configure(configure);

    /// <summary>Sets whether prefixes are kept in the prompt cache while nobody asks.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureKeepWarm(this IClaudeBuilder builder, Action<KeepWarmOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how failed attempts are repeated.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureRetrying(this IClaudeBuilder builder, Action<RetryingOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how fast requests leave.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureRateLimiting(this IClaudeBuilder builder, Action<RateLimitingOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how costs are kept.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureAccounting(this IClaudeBuilder builder, Action<AccountingOptions> configure) => builder.Configure(configure);

    /// <summary>Sets what traces, metrics and the log say of calls.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder ConfigureTelemetry(this IClaudeBuilder builder, Action<TelemetryOptions> configure) => builder.Configure(configure);

    /// <summary>Adds a budget: calls for which it has no room are refused before they are sent.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="budget">What may be spent; of several that hold for a call each must have room.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The client has a budget of that name already.</exception>
    public static IClaudeBuilder AddBudget(this IClaudeBuilder builder, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(budget);
        var others = builder.Services
            .Where(service => service.IsKeyedService && Equals(service.ServiceKey, builder.Name))
            .Select(static service => service.KeyedImplementationInstance).OfType<Budget>();
        if (others.Any(other => other.Name == budget.Name))
        {
            throw new ArgumentException($"The client has a budget called {budget.Name} already; give each a name of its own.", nameof(budget));
        }

        builder.Services.AddKeyedSingleton(builder.Name, budget);
        return builder;
    }

    /// <summary>Stores answers in a cache of this client's own instead of the one that the host has registered.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="cache">The store.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder UseDistributedCache(this IClaudeBuilder builder, IDistributedCache cache)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(cache);
        builder.Services.AddKeyedSingleton(builder.Name, cache);
        return builder;
    }

    /// <summary>Adds models to the catalog, or other prices and limits for models that it knows.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="entries">The models; one whose id is known already takes the old one's place.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder AddModels(this IClaudeBuilder builder, params ModelCatalogEntry[] entries)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            builder.Services.AddKeyedSingleton(builder.Name, entry);
        }

        return builder;
    }

    /// <summary>Runs something for every call of this client when it is over.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="observe">Gets the finished report; must be quick. What it throws is logged and goes no further.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder OnCallCompleted(this IClaudeBuilder builder, Action<CallReport> observe)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(observe);
        builder.Services.AddKeyedSingleton<ICallObserver>(builder.Name, new DelegateObserver(observe));
        return builder;
    }

    private static IClaudeBuilder Configure<TOptions>(this IClaudeBuilder builder, Action<TOptions> configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
