using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Gateway;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Whom operators' endpoints are open to: those whom a policy lets in, and from other machines only where the gateway answers those too.</summary>
internal static class GuardedGroup
{
    private const string OnlyHere =
        "This answers on its own machine only, by the names localhost, 127.0.0.1 and [::1]; the gateway's operator can set ClaudeGateway:AllowRemote.";

    /// <exception cref="InvalidOperationException">Something is missing without which every request would fail.</exception>
    public static RouteGroupBuilder MapGuardedGroup(this IEndpointRouteBuilder endpoints, string policy, string pattern, string client)
    {
        Gateways.Require(endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsKeyedService>(), client);
        Require(endpoints.ServiceProvider, policy);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<ClaudeGatewayOptions>>();
        var group = endpoints.MapGroup(pattern).RequireAuthorization(policy);
        group.AddEndpointFilter((invocation, next) =>
            options.Get(client).AllowRemote || LocalConnection.IsLocalByName(invocation.HttpContext)
                ? next(invocation)
                : ValueTask.FromResult<object?>(Refused()));
        return group;
    }

    private static JsonHttpResult<ManagementProblem> Refused() =>
        TypedResults.Json(new ManagementProblem(OnlyHere), ManagementJson.Default.ManagementProblem, statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Policies that a provider of the host's own makes are known when they are asked for, not before.</summary>
    private static void Require(IServiceProvider services, string policy)
    {
        var policies = services.GetService<IAuthorizationPolicyProvider>() ?? throw new InvalidOperationException(
            $"The policy '{policy}' needs authorization: call AddAuthorization() on the services, and add the policy there.");
        if (policies.GetType() == typeof(DefaultAuthorizationPolicyProvider)
            && services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.GetPolicy(policy) is null)
        {
            throw new InvalidOperationException($"There is no authorization policy '{policy}': add it with AddAuthorizationBuilder().AddPolicy().");
        }
    }
}
