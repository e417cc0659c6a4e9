using Microsoft.Extensions.DependencyInjection;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Tells at the start that a client has no gateway: else every request would say so.</summary>
internal static class Gateways
{
    public static string Missing(string client) => $"The client '{client}' has no gateway: call AddGateway() on what AddClaudeCaching returns.";

    public static bool Has(IServiceProviderIsKeyedService services, string client) => services.IsKeyedService(typeof(GatewayState), client);

    /// <exception cref="InvalidOperationException">The client has no gateway.</exception>
    public static void Require(IServiceProviderIsKeyedService services, string client)
    {
        if (!Has(services, client))
        {
            throw new InvalidOperationException(Missing(client));
        }
    }
}
