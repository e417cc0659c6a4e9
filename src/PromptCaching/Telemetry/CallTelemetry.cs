using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PromptCaching.Telemetry.HitRates;
using PromptCaching.Telemetry.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry;

/// <summary>Traces and counts the calls of one chain, while somebody listens.</summary>
internal sealed class CallTelemetry
{
    private readonly Func<TelemetryOptions> _options;
    private readonly HitRate _hitRate;
    private readonly bool _isLatest;

    public CallTelemetry(Meter meter, Func<TelemetryOptions> options, TimeProvider time, ILogger logger)
    {
        (_options, _isLatest, Time) = (options, options().LatestConventions, time);
        Metrics = new CallMetrics(meter);
        Inferences = InferenceMetrics.Create(meter, _isLatest);
        _hitRate = new HitRate(meter, () => options().HitRateTarget, logger);
    }

    public TimeProvider Time { get; }

    public CallMetrics Metrics { get; }

    public InferenceMetrics Inferences { get; }

    public LogLevel CallLogLevel => _options().CallLogLevel;

    /// <returns><see langword="null"/> when nobody listens.</returns>
    public ObservedCall? Begin(Uri? address, CallReport report, long started)
    {
        var span = CallSpan.Begin(address, _isLatest, Time);
        return span is null && !Metrics.WantsCalls && !Inferences.WantsCalls
            ? null
            : new ObservedCall(this, span, address, report, started, span is { IsRecorded: true } && _options().CaptureContent);
    }

    /// <returns><see langword="null"/> when nobody listens.</returns>
    public ObservedAttempt? BeginAttempt(Uri? address, CallReport report, string? model)
    {
        var span = AttemptSpan.Begin(address, report.Attempts, Time);
        return span is null && !Metrics.WantsAnswers && !Inferences.WantsAnswers && !Inferences.WantsCalls
            ? null
            : new ObservedAttempt(this, span, address, report, model);
    }

    /// <summary>Is told of every finished call, whoever listens.</summary>
    public void Completed(CallReport report) => _hitRate.Note(report);
}
