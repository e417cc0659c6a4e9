using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PromptCaching.Testing.Hosting;

/// <summary>Puts a <see cref="ClaudeEmulator"/> into a web application of one's own.</summary>
public static class ClaudeEmulatorEndpointRouteBuilderExtensions
{
    /// <summary>Answers every path below this one as the Claude API does, and <c>/emulator/ledger</c> and its like besides.</summary>
    /// <param name="endpoints">Where to put it: the application, or a group of it.</param>
    /// <param name="emulator">The emulator.</param>
    /// <returns>The endpoint, for conventions.</returns>
    /// <exception cref="ArgumentNullException">One of the two is missing.</exception>
    public static IEndpointConventionBuilder MapClaudeEmulator(this IEndpointRouteBuilder endpoints, ClaudeEmulator emulator)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(emulator);
        var endpoint = new ClaudeEmulatorEndpoint(emulator);
        return endpoints.Map(
            $"/{{**{ServerRequest.PathValue}}}", (RequestDelegate)(context => endpoint.AnswerAsync(context, context.RequestAborted)));
    }
}
