using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers a client of our own over its chain.</summary>
internal static class ClientRegistration
{
    public static IClaudeBuilder Add(IServiceCollection services, string name, IConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (configuration is not null)
        {
            services.AddKeyedSingleton(ClaudeDefaults.ConfigurationSection, configuration);
        }

        var http = services.AddHttpClient(name);
        if (services.Any(service => service.ServiceType == typeof(IClaudeClient) && Equals(service.ServiceKey, name)))
        {
            return new ClaudeBuilder(name, http, services);
        }

        var builder = ChainRegistration.Add(http, requiresApiKey: true);
        services.AddKeyedSingleton<IClaudeClient>(name, static (provider, key) => CreateClient(provider, (string)key!));
        if (name == ClaudeDefaults.ClientName)
        {
            // Clients of other names are asked for by name: an injected client never is one by accident.
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IClaudeClient>(ClaudeDefaults.ClientName));
        }

        services.AddSingleton<IValidateOptions<ClaudeClientOptions>>(provider => ActivatorUtilities.CreateInstance<MissingKeyWarning>(provider, name));

        // The factory's own log lines say nothing that a report does not, at Information and with headers.
        http.RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler(static (primary, _) => ConfigurePrimary(primary))
            .ConfigureHttpClient(static client =>
            {
                client.DefaultRequestVersion = HttpVersion.Version20;
                client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            });
        return builder;
    }

    /// <summary>Connections are renewed so that a changed address is noticed, and pinged so that a dead one is noticed during a long silence.</summary>
    private static void ConfigurePrimary(SocketsHttpHandler primary)
    {
        primary.AutomaticDecompression = DecompressionMethods.All;

        // As in every chain: a redirect would carry the key to wherever it points.
        primary.AllowAutoRedirect = false;
        primary.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        primary.ConnectTimeout = TimeSpan.FromSeconds(15);
        primary.EnableMultipleHttp2Connections = true;
        primary.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        primary.KeepAlivePingTimeout = TimeSpan.FromSeconds(15);
    }

    private static ClaudeClient CreateClient(IServiceProvider provider, string name)
    {
        var state = provider.GetRequiredKeyedService<ChainState>(name);
        return new ClaudeClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name), state.Options.Client, state.Catalog, state.Time);
    }
}
