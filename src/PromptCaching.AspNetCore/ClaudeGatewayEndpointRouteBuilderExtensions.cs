using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Gateway;

namespace PromptCaching.AspNetCore;

/// <summary>Opens a gateway.</summary>
public static class ClaudeGatewayEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers <c>/v1/messages</c> (JSON and streams), <c>/v1/messages/count_tokens</c>, <c>/v1/messages/batches</c> and <c>/v1/models</c> as the API
    /// does, through the chain of a client: any client of the API works with it by its base URL.
    /// </summary>
    /// <remarks>
    /// Callers on other machines are refused unless <see cref="ClaudeGatewayOptions.AllowRemote"/> is set. When a caller leaves, its call to the API ends,
    /// unless others wait for the same answer. Other paths below <c>/v1</c> are a 404 in the form of the API, where the host maps nothing there itself.
    /// </remarks>
    /// <param name="endpoints">Where to put it: the application, or a group of it.</param>
    /// <param name="client">The name of the client; the default is that of the default client.</param>
    /// <returns>The endpoints, for conventions.</returns>
    /// <exception cref="ArgumentNullException">The endpoints are missing.</exception>
    /// <exception cref="InvalidOperationException">The client has no gateway.</exception>
    public static IEndpointConventionBuilder MapClaudeGateway(this IEndpointRouteBuilder endpoints, string client = ClaudeDefaults.ClientName)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var state = endpoints.ServiceProvider.GetKeyedService<GatewayState>(client)
            ?? throw new InvalidOperationException(Gateways.Missing(client));
        var endpoint = new GatewayEndpoint(state);
        var group = endpoints.MapGroup("");
        foreach (var route in GatewayRoute.All)
        {
            group.MapMethods(route.Path, [route.Method], (RequestDelegate)(context => endpoint.AnswerAsync(context, route, context.RequestAborted)))
                .WithDisplayName(route.Name)
                .WithSummary(route.Summary)
                .WithTags("Claude");
        }

        // Whatever else the host maps below /v1 comes first.
        group.Map(GatewayRoute.Other.Path, (RequestDelegate)AnswerOtherAsync)
            .WithDisplayName(GatewayRoute.Other.Name)
            .WithSummary(GatewayRoute.Other.Summary)
            .WithTags("Claude")
            .WithOrder(int.MaxValue);
        return group;

        Task AnswerOtherAsync(HttpContext context)
        {
            endpoint.AnswerOther(context);
            return Task.CompletedTask;
        }
    }
}
