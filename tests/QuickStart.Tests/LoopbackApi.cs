using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PromptCaching.Testing;

namespace QuickStart.Tests;

/// <summary>An emulator behind a real socket. Of a stream it holds back the end, from where the text is told, until it may go on.</summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    private const string EndOfBlock = "event: content_block_stop";
    private readonly HttpMessageInvoker _invoker;
    private readonly WebApplication _server;

    private LoopbackApi(ClaudeEmulator emulator)
    {
        Emulator = emulator;
        _invoker = new HttpMessageInvoker(emulator);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public ClaudeEmulator Emulator { get; }

    public string Address => _server.Urls.Single();

    /// <summary>Gets or sets what the rest of a stream waits for.</summary>
    public Task StreamsGoOn { get; set; } = Task.CompletedTask;

    public static async Task<LoopbackApi> StartAsync(ClaudeEmulator? emulator = null)
    {
        var api = new LoopbackApi(emulator ?? new ClaudeEmulator());
        await api._server.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _invoker.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var request = await ReadAsync(context.Request);
        using var answer = await _invoker.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        var body = await answer.Content.ReadAsStringAsync(context.RequestAborted);
        var end = body.IndexOf(EndOfBlock, StringComparison.Ordinal);
        var held = end < 0 ? body.Length : end;
        await context.Response.WriteAsync(body[..held], context.RequestAborted);
        await StreamsGoOn.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync(body[held..], context.RequestAborted);
    }

    private static async Task<HttpRequestMessage> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var message = new HttpRequestMessage(new HttpMethod(request.Method), "http://loopback" + request.Path) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var (name, values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                message.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return message;
    }
}
