using System.Diagnostics;
using System.Text.Json;

namespace PromptCaching.Telemetry.Spans;

/// <summary>The span of one call, from its start until its report is complete; a stream's ends when the stream does.</summary>
internal sealed class CallSpan
{
    private readonly Activity _activity;
    private readonly Activity? _outer;
    private readonly bool _isLatest;
    private readonly TimeProvider _time;

    private CallSpan(Activity activity, Activity? outer, bool isLatest, TimeProvider time) =>
        (_activity, _outer, _isLatest, _time) = (activity, outer, isLatest, time);

    /// <summary>Gets a value indicating whether somebody wants to know more than that there was a call.</summary>
    public bool IsRecorded => _activity.IsAllDataRequested;

    /// <returns><see langword="null"/> when nobody wants it.</returns>
    public static CallSpan? Begin(Uri? address, bool isLatest, TimeProvider time)
    {
        var outer = Activity.Current;
        if (ClaudeActivities.Start(SpanTags.Chat, ActivityKind.Client, time) is not { } activity)
        {
            return null;
        }

        if (activity.IsAllDataRequested)
        {
            activity.AddTag(SpanTags.Operation, SpanTags.Chat).AddTag(SpanTags.Provider, SpanTags.Anthropic);
            if (address is not null)
            {
                activity.AddTag(SpanTags.ServerAddress, address.Host).AddTag(SpanTags.ServerPort, address.Port);
            }
        }

        return new CallSpan(activity, outer, isLatest, time);
    }

    /// <summary>Gives the flow back to whoever called: what they do next is not part of the call.</summary>
    public void Step() => Activity.Current = _outer;

    /// <param name="model">The model that was asked.</param>
    /// <param name="parameters">What else the request says; of a stored answer's request nobody reads it.</param>
    public void Ask(string? model, RequestParameters? parameters)
    {
        if (model is not null)
        {
            _activity.DisplayName = $"{SpanTags.Chat} {model}";
            _activity.AddTag(SpanTags.RequestModel, model);
        }

        if (parameters is not null)
        {
            Add(SpanTags.MaxTokens, parameters.MaxTokens);
            Add(SpanTags.Temperature, parameters.Temperature);
            Add(SpanTags.TopP, parameters.TopP);
            Add(SpanTags.TopK, parameters.TopK);
            Add(SpanTags.StopSequences, parameters.StopSequences);
            Add(SpanTags.Stream, parameters.IsStream ? true : null);
        }
    }

    /// <summary>Adds what was said, which is only ever done by wish.</summary>
    public void Quote(string tag, string? content) => Add(tag, content);

    public void End(CallReport report, TimeSpan? firstChunk)
    {
        if (IsRecorded)
        {
            Describe(report, firstChunk);
        }

        if (report.Error is not null)
        {
            _activity.SetStatus(ActivityStatusCode.Error);
        }

        ClaudeActivities.End(_activity, _time);
    }

    private void Describe(CallReport report, TimeSpan? firstChunk)
    {
        Add(SpanTags.ResponseId, report.MessageId);
        Add(SpanTags.ResponseModel, report.MessageId is null ? null : report.Model);
        Add(SpanTags.FinishReasons, report.StopReason is { } reason ? new[] { reason } : null);
        Add(SpanTags.Failure, report.Error);
        Add(SpanTags.Refusal, report.Refusal);
        Add(SpanTags.RefusedByBudget, report.RefusedByBudget);
        Add(SpanTags.TimeToFirstChunk, firstChunk?.TotalSeconds);
        _activity.AddTag(SpanTags.Source, Words.Of(report.Source)).AddTag(SpanTags.Attempts, report.Attempts);
        Add(SpanTags.Result, Words.ResultOf(report));
        Add(SpanTags.Age, report.Age?.TotalSeconds);
        Add(SpanTags.Cost, (double?)report.Cost);
        Add(SpanTags.Saved, (double?)report.Saved);
        Add(SpanTags.KeepWarm, report.IsKeepWarm ? true : null);
        if (report.Source == CallSource.Api)
        {
            DescribeUpstream(report);
        }

        if (report.Upstream is { Leader: { } leader } && leader != _activity)
        {
            _activity.AddLink(new ActivityLink(leader.Context));
        }
    }

    /// <summary>Tokens stand on the call that paid for them only: fetching a stored answer uses none, and sums over spans are to be right.</summary>
    private void DescribeUpstream(CallReport report)
    {
        if (report.Usage is { } usage)
        {
            // The conventions' input holds everything that was read, from a cache or not.
            _activity.AddTag(SpanTags.InputTokens, usage.TotalInput).AddTag(SpanTags.OutputTokens, usage.Output)
                .AddTag(SpanTags.CacheRead, usage.CacheRead)
                .AddTag(_isLatest ? SpanTags.CacheWrite : SpanTags.CacheCreation, usage.CacheWrite);
            Add(SpanTags.Reasoning, usage.Thinking > 0 ? usage.Thinking : null);
        }

        _activity.AddTag(SpanTags.Outcome, Words.Of(report.Verdict.Outcome));
        Add(SpanTags.MissCause, report.Verdict.Cause is { } cause ? JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.Kind.ToString()) : null);
        Add(SpanTags.AddedBreakpoints, report.AddedBreakpoints.Count > 0 ? report.AddedBreakpoints.Count : null);
        Add(SpanTags.QuotaWait, report.QuotaWait > TimeSpan.Zero ? report.QuotaWait.TotalSeconds : null);
        Add(SpanTags.PrefixWait, report.PrefixWait?.TotalSeconds);
        Add(SpanTags.RequestId, report.RequestId);
    }

    private void Add(string tag, object? value)
    {
        if (value is not null)
        {
            _activity.AddTag(tag, value);
        }
    }
}
