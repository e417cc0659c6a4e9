using System.Diagnostics.Metrics;
using PromptCaching.Guardrails.Validation.Traffic;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Counts verdicts, and never what an answer says.</summary>
internal sealed class ValidationMetrics
{
    private readonly Counter<long> _results;
    private readonly Counter<long> _issues;
    private readonly Counter<long> _sanitised;

    public ValidationMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(new MeterOptions(ClaudeTelemetry.MeterName)) ?? new Meter(ClaudeTelemetry.MeterName);
        _results = meter.CreateCounter<long>("promptcaching.validation.results", "{answer}", "Answers that were judged, by what became of them.");
        _issues = meter.CreateCounter<long>("promptcaching.validation.issues", "{issue}", "What was wrong with them.");
        _sanitised = meter.CreateCounter<long>("promptcaching.validation.sanitised", "{answer}", "Answers that harmful markup was taken out of.");
    }

    public void Judged(JudgedAnswer judged, bool isChanged)
    {
        _results.Add(1, new KeyValuePair<string, object?>("outcome", ValidationHeaders.Of(judged.Outcome)));
        foreach (var issue in judged.Result.Issues)
        {
            _issues.Add(
                1,
                new KeyValuePair<string, object?>("code", issue.Code),
                new KeyValuePair<string, object?>("severity", issue.Severity.ToString().ToLowerInvariant()));
        }

        if (isChanged)
        {
            _sanitised.Add(1);
        }
    }
}
