using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PromptCaching.AspNetCore.Management;

namespace PromptCaching.AspNetCore;

/// <summary>Opens the management endpoints of a client.</summary>
public static class ClaudeManagementEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds <c>GET statistics</c>, <c>GET regions/{region}</c>, <c>GET verdicts</c>, <c>GET prices</c>, <c>POST clear</c>, <c>POST invalidate</c> and
    /// <c>POST cleanup</c> below a path, for those whom a policy lets in.
    /// </summary>
    /// <remarks>
    /// Callers on other machines are refused unless <see cref="ClaudeGatewayOptions.AllowRemote"/> is set. Texts that were asked are never shown.
    /// </remarks>
    /// <param name="endpoints">Where to put them: the application, or a group of it.</param>
    /// <param name="policy">The name of an authorization policy of the host.</param>
    /// <param name="pattern">The path. The default is <c>/claude</c>.</param>
    /// <param name="client">The name of a client with <c>AddGateway</c>; the default is that of the default client.</param>
    /// <returns>The endpoints, for conventions.</returns>
    /// <exception cref="ArgumentNullException">The endpoints are missing.</exception>
    /// <exception cref="ArgumentException">No policy is named.</exception>
    /// <exception cref="InvalidOperationException">The client has no gateway, or the host no such policy.</exception>
    public static IEndpointConventionBuilder MapClaudeManagement(
        this IEndpointRouteBuilder endpoints, string policy, string pattern = "/claude", string client = ClaudeDefaults.ClientName)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        var group = endpoints.MapGuardedGroup(policy, pattern, client).WithTags("Claude management");
        new ManagementEndpoints(client).Map(group);
        return group;
    }
}
