using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Gateway;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Whom operators' endpoints are open to: those whom a policy lets in, and from other machines only where the gateway answers those too.</summary>
internal static class GuardedGroup
{
    public static RouteGroupBuilder MapGuardedGroup(this IEndpointRouteBuilder endpoints, string policy, string pattern, string client)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<ClaudeGatewayOptions>>();
        var group = endpoints.MapGroup(pattern).RequireAuthorization(policy);
        group.AddEndpointFilter((invocation, next) =>
            options.Get(client).AllowRemote || LocalConnection.IsLocal(invocation.HttpContext)
                ? next(invocation)
                : ValueTask.FromResult<object?>(TypedResults.StatusCode(StatusCodes.Status403Forbidden)));
        return group;
    }
}
