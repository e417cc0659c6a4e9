using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Telemetry;

namespace PromptCaching.Benchmarks.Telemetry;

/// <summary>What telemetry takes of a hit while nobody listens: everything that it is asked during one, over the hash of its body.</summary>
internal sealed class SilentTelemetry(string name, byte[] body) : IRatio
{
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private static readonly CallReport Report = new() { Source = CallSource.ResponseCache, Usage = new TokenUsage() };
    private readonly CallTelemetry _telemetry = new(
        new Meter("silent"), static () => new TelemetryOptions(), TimeProvider.System, NullLogger.Instance);

    public string Name => name;

    public string Against => "SHA-256 of the body";

    public double Target => 0.01;

    public void Ours()
    {
        if (_telemetry.Begin(Address, Report, 1) is not null)
        {
            throw new InvalidOperationException("Somebody listens.");
        }

        _telemetry.Completed(Report);
    }

    public void Reference() => SHA256.HashData(body);
}
