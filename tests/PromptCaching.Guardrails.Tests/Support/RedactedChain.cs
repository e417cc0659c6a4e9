using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.Support;

/// <summary>The whole chain as an application has it, over an emulator that says back what it was asked; everything that could leak is kept.</summary>
internal sealed class RedactedChain : IDisposable
{
    private readonly ServiceProvider _provider;
    private readonly ActivityListener _listener;
    private readonly StringBuilder _activities = new();

    public RedactedChain(Action<RedactionOptions>? configure = null, Action<IClaudeBuilder>? more = null)
    {
        Emulator = new ClaudeEmulator(
            new ClaudeEmulatorOptions { Answer = static request => EmulatedAnswer.Text("You said: " + request.Question), RejectUnknownFields = false }, Clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Loggers));
        var claude = services.AddClaudeCaching(static options => options.ApiKey = "sk-of-the-tests")
            .ConfigureTelemetry(static options => options.CaptureContent = true)
            .OnCallCompleted(report => Reports.Append(report))
            .UseDistributedCache(Store)
            .AddRedaction(configure);
        more?.Invoke(claude);
        claude.HttpClient.ConfigurePrimaryHttpMessageHandler(() => Emulator);
        _provider = services.BuildServiceProvider();
        Client = _provider.GetRequiredService<IClaudeClient>();
        Http = _provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ClaudeTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public RecordingLoggers Loggers { get; } = new();

    public RecordingCache Store { get; } = new();

    public StringBuilder Reports { get; } = new();

    public IClaudeClient Client { get; }

    public HttpClient Http { get; }

    /// <summary>Gets everything that anybody below the redaction has seen or written down.</summary>
    public string Seen => string.Join('\n', [
        .. Emulator.Calls.Concat(Emulator.BatchItems).Select(static call => call.Body.Utf8() + string.Join(' ', call.Headers.SelectMany(static header => header.Value))),
        Loggers.All, Store.All, Reports.ToString(), Activities]);

    public string Activities
    {
        get
        {
            lock (_activities)
            {
                return _activities.ToString();
            }
        }
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(byte[] body, string path = "v1/messages")
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await Http.PostAsync(new Uri("https://api.anthropic.com/" + path), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _provider.Dispose();
        Emulator.Dispose();
    }

    private void Keep(Activity activity)
    {
        lock (_activities)
        {
            _activities.AppendJoin('\n', activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}")).AppendLine();
            _activities.AppendJoin('\n', activity.Events.SelectMany(static one => one.Tags).Select(static tag => $"{tag.Key}={tag.Value}")).AppendLine();
        }
    }
}
