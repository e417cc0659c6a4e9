using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

/// <summary>One measurement, with its tags as one text.</summary>
internal sealed record Measured(string Instrument, double Value, string Tags);

/// <summary>The chain of a host, and everything that its meter measures.</summary>
internal sealed class Metered : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly MeterListener _listener = new();
    private readonly List<Measured> _all = [];

    public Metered(Action<IClaudeBuilder>? configure = null, Func<ClaudeEmulator, HttpMessageHandler>? server = null)
    {
        Emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { DelayBetweenEvents = TimeSpan.FromMilliseconds(100) }, Clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(new EnvironmentFallbacks(static _ => null));
        var builder = services.AddClaudeCaching(static options => options.ApiKey = "test-key").OnCallCompleted(Reports.Add);
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => server?.Invoke(Emulator) ?? Emulator);

        // The clock goes from timer to timer: none may be of a time that never comes while answers do.
        builder.ConfigureRetrying(static options =>
            options.FirstByteTimeout = options.AnswerTimeout = options.IdleTimeout = Timeout.InfiniteTimeSpan);
        configure?.Invoke(builder);
        _provider = services.BuildServiceProvider();
        var factory = _provider.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == ClaudeTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public List<CallReport> Reports { get; } = [];

    public async Task<Answered> AskAsync(string body, Action<HttpRequestMessage>? change = null)
    {
        var request = ChainUnderTest.Post(body.Utf8());
        change?.Invoke(request);
        return await Clock.RunAsync(AskAsync(request));
    }

    /// <summary>Gets the sum of what an instrument measured under tags that contain all of these.</summary>
    public double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum(static one => one.Value);

    public IReadOnlyList<Measured> Of(string instrument, params string[] tags)
    {
        lock (_all)
        {
            return [.. _all.Where(one => one.Instrument == instrument && tags.All(one.Tags.Split(' ').Contains))];
        }
    }

    public double? Gauge(string instrument)
    {
        _listener.RecordObservableInstruments();
        return Of(instrument).LastOrDefault()?.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _provider.DisposeAsync();
    }

    private async Task<Answered> AskAsync(HttpRequestMessage request)
    {
        using var http = _provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Answered((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response);
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"));
        lock (_all)
        {
            _all.Add(new Measured(instrument.Name, value, text));
        }
    }
}
