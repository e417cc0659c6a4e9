using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PromptCaching.AspNetCore;

namespace PromptCaching.Chaos.GatewayStreams;

/// <summary>A gateway in front of an emulator's server: the whole chain, but nothing answered from the store and nothing held back for quota.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    public const string Token = "token-of-chaos";
    private readonly WebApplication _application;

    private GatewayServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    public static async Task<GatewayServer> StartAsync(Uri api, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddClaudeCaching()
            .ConfigureClient(client => (client.BaseAddress, client.ApiKey) = (api, "key"))
            .ConfigureResponseCaching(static caching => caching.Enabled = false)
            .ConfigureRateLimiting(static limiting => limiting.Enabled = false)
            .AddGateway(static gateway => gateway.Clients["chaos"] = new ClaudeGatewayClient { Token = Token });
        var application = builder.Build();
        application.MapClaudeGateway();
        await application.StartAsync(cancellationToken);
        return new GatewayServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
