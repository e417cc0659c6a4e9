using System.Diagnostics;

namespace PromptCaching.Telemetry.Spans;

/// <summary>The span of one attempt, below its call's: from its permit until its answer was read.</summary>
/// <remarks>It says nothing under <c>gen_ai</c>: who sums tokens over spans is to count them once.</remarks>
internal sealed class AttemptSpan(Activity activity, TimeProvider time)
{
    private const string Name = "attempt";

    /// <returns><see langword="null"/> when nobody wants it.</returns>
    public static AttemptSpan? Begin(Uri? address, int number, TimeProvider time)
    {
        if (ClaudeActivities.Start(Name, ActivityKind.Internal, time) is not { } activity)
        {
            return null;
        }

        if (activity.IsAllDataRequested)
        {
            activity.AddTag(SpanTags.Attempt, number);
            if (number > 1)
            {
                activity.AddTag(SpanTags.ResendCount, number - 1);
            }

            if (address is not null)
            {
                activity.AddTag(SpanTags.ServerAddress, address.Host).AddTag(SpanTags.ServerPort, address.Port);
            }
        }

        return new AttemptSpan(activity, time);
    }

    public void Answered(int status, string? requestId)
    {
        if (activity.IsAllDataRequested)
        {
            activity.AddTag(SpanTags.StatusCode, status);
            if (requestId is not null)
            {
                activity.AddTag(SpanTags.RequestId, requestId);
            }
        }
    }

    public void End(string? error)
    {
        if (error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error).AddTag(SpanTags.Failure, error);
        }

        ClaudeActivities.End(activity, time);
    }
}
