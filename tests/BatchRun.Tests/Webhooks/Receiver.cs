using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BatchRun.Tests.Webhooks;

/// <summary>Somebody on the loopback address who wants to be told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Receiver(WebApplication server) => _server = server;

    public ConcurrentQueue<ReceivedNote> Notes { get; } = [];

    public Uri Url => new(new Uri(_server.Urls.Single()), "/done");

    /// <param name="statuses">The answers to the first notes; all later ones are answered with 204.</param>
    public static async Task<Receiver> StartAsync(params int[] statuses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var receiver = new Receiver(server);
        server.MapPost("/done", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            using var reader = new StreamReader(request.Body);
            var headers = request.Headers;
            receiver.Notes.Enqueue(new ReceivedNote(
                headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
                await reader.ReadToEndAsync(cancellationToken)));
            return Results.StatusCode(receiver.Notes.Count <= statuses.Length ? statuses[receiver.Notes.Count - 1] : StatusCodes.Status204NoContent);
        });
        await server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

/// <summary>What was told.</summary>
internal sealed record ReceivedNote(string Id, string Timestamp, string Signature, string Body);
