using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PromptCaching.AspNetCore.Dashboard;
using PromptCaching.AspNetCore.Management;

namespace PromptCaching.AspNetCore;

/// <summary>Opens the dashboard of a client.</summary>
public static class ClaudeDashboardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds a page that shows live what calls cost and what the caches save, for those whom a policy lets in: the page itself, <c>GET snapshot</c> below it
    /// (JSON) and <c>GET events</c> (the same as server-sent events, one a second at most, and only when something has changed).
    /// </summary>
    /// <remarks>
    /// The page needs nothing from elsewhere, loads no scripts of others and shows no text that was asked or answered. Callers on other machines are refused
    /// unless <see cref="ClaudeGatewayOptions.AllowRemote"/> is set. A browser sends cookies with the page's requests, and no bearer token: the policy has to
    /// be content with them.
    /// </remarks>
    /// <param name="endpoints">Where to put it: the application, or a group of it.</param>
    /// <param name="policy">The name of an authorization policy of the host.</param>
    /// <param name="pattern">The path. The default is <c>/claude/dashboard</c>.</param>
    /// <param name="client">The name of a client with <c>AddGateway</c>; the default is that of the default client.</param>
    /// <returns>The endpoints, for conventions.</returns>
    /// <exception cref="ArgumentNullException">The endpoints are missing.</exception>
    /// <exception cref="ArgumentException">No policy is named.</exception>
    /// <exception cref="InvalidOperationException">The client has no gateway, or the host no such policy.</exception>
    public static IEndpointConventionBuilder MapClaudeDashboard(
        this IEndpointRouteBuilder endpoints, string policy, string pattern = "/claude/dashboard", string client = ClaudeDefaults.ClientName)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        var group = endpoints.MapGuardedGroup(policy, pattern, client).WithTags("Claude dashboard");
        new DashboardEndpoints(client).Map(group);
        return group;
    }
}
