using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Testing;

namespace PromptCaching.AspNetCore.Tests.Support;

/// <summary>A gateway on a real socket over the emulator, on a manual clock; retries, quota and breakpoints are off unless a test sets them.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    public const string Key = "sk-ant-api03-the-gateways-own";
    public const string Token = "token-of-acme";
    private readonly WebApplication _application;

    private GatewayUnderTest(WebApplication application, UpstreamUnderTest upstream, ManualTimeProvider clock, RecordingLogs logs)
    {
        _application = application;
        Upstream = upstream;
        Clock = clock;
        Logs = logs;
        Address = new Uri(application.Urls.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        Client.DefaultRequestHeaders.Add("x-api-key", Token);
    }

    public Uri Address { get; }

    /// <summary>Gets a client that shows the token of acme.</summary>
    public HttpClient Client { get; }

    public UpstreamUnderTest Upstream { get; }

    public ClaudeEmulator Emulator => Upstream.Emulator;

    public ManualTimeProvider Clock { get; }

    public RecordingLogs Logs { get; }

    public IServiceProvider Services => _application.Services;

    public CallTraffic Traffic => Services.GetRequiredKeyedService<CallTraffic>(ClaudeDefaults.ClientName);

    public IClaudeUsage Usage => Services.GetRequiredService<IClaudeUsage>();

    public static async Task<GatewayUnderTest> StartAsync(
        Action<ClaudeGatewayOptions>? configure = null,
        Action<IClaudeBuilder>? chain = null,
        Action<WebApplication>? application = null,
        ClaudeEmulatorOptions? emulator = null)
    {
        var (clock, logs) = (new ManualTimeProvider(), new RecordingLogs());
        emulator ??= new ClaudeEmulatorOptions();
        emulator.TokenCounting = TokenCounting.FourCharacters;
        var upstream = new UpstreamUnderTest(new ClaudeEmulator(emulator, clock));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.WebHost.UseKestrel(static server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddAuthorizationBuilder();
        builder.Services.AddHealthChecks().AddClaude();
        var claude = builder.Services.AddClaudeCaching()
            .ConfigureClient(static client => client.ApiKey = Key)
            .ConfigureRetrying(static retrying => retrying.Enabled = false)
            .ConfigureRateLimiting(static limiting => limiting.Enabled = false)
            .ConfigureCacheControl(static control => control.Enabled = false)
            .AddGateway(static gateway => gateway.Clients["acme"] = new ClaudeGatewayClient { Token = Token })
            .AddGateway(configure);
        claude.HttpClient.ConfigurePrimaryHttpMessageHandler(() => upstream);
        chain?.Invoke(claude);
        var built = builder.Build();
        application?.Invoke(built);
        built.MapClaudeGateway();
        await built.StartAsync();
        return new GatewayUnderTest(built, upstream, clock, logs);
    }

    public static HttpRequestMessage Question(string text = "What now?", bool stream = false, params (string Name, string Value)[] headers) =>
        Post("/v1/messages", $$"""{"model":"claude-opus-4-8","max_tokens":100,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{text}}"}]}""", headers);

    public static HttpRequestMessage Post(string path, string body, params (string Name, string Value)[] headers)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>Asks as acme, reads the answer, and waits until the call is reported.</summary>
    public async Task AskAsync(string text = "What now?", string? system = null)
    {
        var before = Traffic.Totals().Calls;
        var rules = system is null ? "" : $"\"system\":\"{system}\",";
        using var answer = await SendAsync(Post(
            "/v1/messages", $$"""{"model":"claude-opus-4-8","max_tokens":100,{{rules}}"messages":[{"role":"user","content":"{{text}}"}]}"""));
        await answer.Content.ReadAsStringAsync();
        await UntilAsync(() => Traffic.Totals().Calls > before);
    }

    /// <summary>A client that shows nothing of itself.</summary>
    public HttpClient Stranger() => new() { BaseAddress = Address };

    public HttpClient ClientWith(string token)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Add("x-api-key", token);
        return client;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken = default) =>
        Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Waits for something that another thread will do; the end is only there so that a failure does not hang.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        Emulator.Dispose();
    }

    public static Action<WebApplication> From(IPAddress remote) => application => application.Use((HttpContext context, RequestDelegate next) =>
    {
        context.Connection.RemoteIpAddress = remote;
        return next(context);
    });
}
