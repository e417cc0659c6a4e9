using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Clients;
using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>What a gateway keeps for as long as its host lives.</summary>
internal sealed class GatewayState(
    string client,
    IHttpClientFactory clients,
    IOptionsMonitor<ClaudeGatewayOptions> options,
    IOptionsMonitor<ClaudeClientOptions> clientOptions,
    CallTraffic traffic,
    TimeProvider time,
    ILogger<GatewayState> logger)
{
    private CallerDirectory? _directory;

    public CallLimits Limits { get; } = new(time);

    public CallTraffic Traffic => traffic;

    public ILogger Logger => logger;

    public Uri ApiAddress => clientOptions.Get(client).BaseAddress;

    /// <summary>Gets who may call, made anew when the options have changed.</summary>
    public CallerDirectory Directory
    {
        get
        {
            var current = options.Get(client);
            return Volatile.Read(ref _directory) is { } known && ReferenceEquals(known.Options, current)
                ? known
                : _directory = new CallerDirectory(current);
        }
    }

    /// <summary>Sends through the chain. The factory owns the handlers: a client is a view of them, made when it is needed and not disposed.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var http = clients.CreateClient(client);
        (message.Version, message.VersionPolicy) = (http.DefaultRequestVersion, http.DefaultVersionPolicy);
        return http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
