using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Testing;

// Sends traces and metrics of a few calls to a collector (OTEL_EXPORTER_OTLP_ENDPOINT, else the one on this machine). Without a key the API is emulated.
var resource = ResourceBuilder.CreateDefault().AddService("promptcaching-sample");
using var traces = Sdk.CreateTracerProviderBuilder()
    .SetResourceBuilder(resource).AddSource(ClaudeTelemetry.ActivitySourceName).AddOtlpExporter().Build();
using var metrics = Sdk.CreateMeterProviderBuilder()
    .SetResourceBuilder(resource).AddMeter(ClaudeTelemetry.MeterName).AddOtlpExporter().Build();

var services = new ServiceCollection();
var claude = services.AddClaudeCaching();
if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY")))
{
    claude.ConfigureClient(static client => client.ApiKey = "emulated")
        .HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
}

await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<IClaudeClient>();
var rules = string.Concat(Enumerable.Repeat("A sentence of the rules of the house, which every question needs. ", 300));
foreach (var question in (string[])["May I keep a dog?", "May I keep a cat?", "May I keep a dog?"])
{
    var answer = await client.CreateMessageAsync(MessageRequest.From(question, rules));
    Console.WriteLine(answer.GetCallReport());
}

var isSent = traces.ForceFlush() & metrics.ForceFlush();
Console.WriteLine(isSent ? "Traces and metrics were sent." : "No collector took traces and metrics; set OTEL_EXPORTER_OTLP_ENDPOINT.");
return isSent ? 0 : 1;
