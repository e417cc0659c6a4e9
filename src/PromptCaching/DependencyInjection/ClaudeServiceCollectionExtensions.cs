using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection;

namespace PromptCaching;

/// <summary>Registers the client and its chain.</summary>
public static class ClaudeServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IClaudeClient"/> with everything on.</summary>
    /// <remarks>Options come from code, else the configuration section <c>Claude</c>, else the environment.</remarks>
    /// <param name="services">The services of the host.</param>
    /// <returns>A builder that goes on with this client.</returns>
    public static IClaudeBuilder AddClaudeCaching(this IServiceCollection services) => services.AddClaudeCaching(ClaudeDefaults.ClientName);

    /// <summary>Registers <see cref="IClaudeClient"/> and sets its options.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Has the last word over configuration and environment.</param>
    /// <returns>A builder that goes on with this client.</returns>
    public static IClaudeBuilder AddClaudeCaching(this IServiceCollection services, Action<ClaudeClientOptions> configure) =>
        services.AddClaudeCaching().ConfigureClient(configure);

    /// <summary>Registers <see cref="IClaudeClient"/> with the options of every handler from a configuration.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">
    /// The configuration that has a section <c>Claude</c>, or that section itself. A name that is not known is an error at start.
    /// </param>
    /// <returns>A builder that goes on with this client.</returns>
    public static IClaudeBuilder AddClaudeCaching(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return ClientRegistration.Add(services, ClaudeDefaults.ClientName, configuration);
    }

    /// <summary>Registers a client under a name of its own: its own options, limits and caches, found as a keyed <see cref="IClaudeClient"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name. Asked twice for one name, it is one client.</param>
    /// <param name="configure">Sets options; has the last word over configuration and environment.</param>
    /// <returns>A builder that goes on with this client.</returns>
    public static IClaudeBuilder AddClaudeCaching(this IServiceCollection services, string name, Action<ClaudeClientOptions>? configure = null)
    {
        var builder = ClientRegistration.Add(services, name, null);
        return configure is null ? builder : builder.ConfigureClient(configure);
    }
}
