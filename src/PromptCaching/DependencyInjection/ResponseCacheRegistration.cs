using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching.ResponseCaching;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers the response cache of a client: keyed by its name, and without a key that of the default client.</summary>
internal static class ResponseCacheRegistration
{
    public static void AddResponseCache(this IServiceCollection services, string client)
    {
        services.AddKeyedSingleton<IResponseCache>(client, static (provider, key) => Create(provider, (string)key!));
        if (client == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IResponseCache>(ClaudeDefaults.ClientName));
        }
    }

    private static ClientResponseCache Create(IServiceProvider provider, string name)
    {
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        return new ClientResponseCache(
            provider.GetRequiredKeyedService<ChainState>(name),
            async (request, cancellationToken) =>
            {
                // The factory owns the handlers: a client is a view of them, made when it is needed and not disposed.
                var client = clients.CreateClient(name);
                (request.Version, request.VersionPolicy) = (client.DefaultRequestVersion, client.DefaultVersionPolicy);
                return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            });
    }
}
