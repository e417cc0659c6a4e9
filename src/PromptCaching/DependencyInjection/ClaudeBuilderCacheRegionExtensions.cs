using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Storage;

namespace PromptCaching;

/// <summary>Adds regions to a client's store.</summary>
public static class ClaudeBuilderCacheRegionExtensions
{
    /// <summary>Adds a region for values of the application's own, or changes one that is there; found in <see cref="ICacheRegions"/>.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name: lower-case letters, digits, '.', '-' and '_'.</param>
    /// <param name="configure">Changes the options, which begin as those of the region of that name; checked at start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The name cannot be that of a region, or is <c>response</c>.</exception>
    public static IClaudeBuilder AddCacheRegion(this IClaudeBuilder builder, string name, Action<CacheRegionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (CacheRegionRegistration.ProblemOf(name) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }

        builder.Services.AddKeyedSingleton(builder.Name, new CacheRegionRegistration(name, configure));
        return builder;
    }
}
