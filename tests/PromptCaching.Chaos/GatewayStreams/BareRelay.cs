using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Chaos.GatewayStreams;

/// <summary>The least that stands between a caller and a server: a request out of a request, and its answer back, as it comes.</summary>
internal sealed class BareRelay : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _api;

    private BareRelay(WebApplication application, HttpMessageInvoker api) => (_application, _api) = (application, api);

    public Uri Address => new(_application.Urls.Single());

    public static async Task<BareRelay> StartAsync(Uri api, CancellationToken cancellationToken)
    {
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static server => server.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.MapPost("/v1/messages", (RequestDelegate)(context => RelayAsync(context, invoker, api, context.RequestAborted)));
        await application.StartAsync(cancellationToken);
        return new BareRelay(application, invoker);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _api.Dispose();
    }

    private static async Task RelayAsync(HttpContext context, HttpMessageInvoker invoker, Uri api, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(api, "/v1/messages")) { Content = new StreamContent(context.Request.Body) };
        message.Content.Headers.ContentLength = context.Request.ContentLength;
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.Add("x-api-key", "key");
        message.Headers.Add("anthropic-version", "2023-06-01");
        using var answer = await invoker.SendAsync(message, cancellationToken);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        while (await body.ReadAsync(context.Response.BodyWriter.GetMemory(), cancellationToken) is var read && read > 0)
        {
            context.Response.BodyWriter.Advance(read);
            await context.Response.BodyWriter.FlushAsync(cancellationToken);
        }
    }
}
