using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection;

namespace PromptCaching;

/// <summary>Puts the chain under a client of somebody else's.</summary>
public static class ClaudeHttpClientBuilderExtensions
{
    /// <summary>Adds the whole chain to an HTTP client: cache, breakpoints, retries, limits and accounting under any client that uses it.</summary>
    /// <param name="builder">The HTTP client; its timeout becomes infinite, because a long generation takes long.</param>
    /// <returns>A builder that goes on with the chain. The client above brings its own key, or the options have one.</returns>
    public static IClaudeBuilder AddClaudeCachingHandlers(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ChainRegistration.Add(builder, requiresApiKey: false);
    }
}
