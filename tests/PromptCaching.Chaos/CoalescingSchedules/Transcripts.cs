using System.Text;
using System.Text.Json;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Judges what a caller read against everything that the server said in the schedule.</summary>
internal static class Transcripts
{
    /// <summary>Whether no call said what this caller got.</summary>
    public static bool IsDivergent(ScheduledCaller caller, IReadOnlyList<ScheduledCall> calls)
    {
        var read = caller.Transcript;
        if ((caller.Failure is not null || caller.HasLeft) && IsBeginning(caller, calls, read))
        {
            return false;
        }

        return caller.Status == AnswerScript.Status
            ? !read.Contains("overloaded_error", StringComparison.Ordinal)
            : !calls.Any(call => IsWhatItSaid(caller, call.Script, read));
    }

    /// <summary>Whether a reader who got no further read the same as everybody. What is told in another form comes whole, but for a stored stream.</summary>
    private static bool IsBeginning(ScheduledCaller caller, IReadOnlyList<ScheduledCall> calls, string read) =>
        read.Length == 0
        || (caller.IsHit && caller.WantsStream)
        || calls.Any(call => call.Script.IsStream == caller.WantsStream && call.Script.All.StartsWith(read, StringComparison.Ordinal));

    /// <summary>Whether a caller who stayed was failed by no call that was made to fail.</summary>
    public static bool IsFailedForNothing(ScheduledCaller caller, IReadOnlyList<ScheduledCall> calls)
    {
        if (caller.HasLeft || (caller.Failure is null && caller.Status == 200))
        {
            return false;
        }

        return caller.Failure is not (null or HttpRequestException or IOException)
            || !calls.Any(call => call.Script.IsFailure && (call.Script.IsStream || !caller.WantsStream) && call.EndsAt != LogicalTime.Never);
    }

    private static bool IsWhatItSaid(ScheduledCaller caller, AnswerScript script, string read) =>
        script.IsStream == caller.WantsStream
            ? script.All == read
            : !script.IsFailure && TextOf(read, caller.WantsStream) == script.Text;

    private static string? TextOf(string answer, bool isStream)
    {
        try
        {
            return isStream ? TextOfStream(answer) : TextOfMessage(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOfMessage(string answer)
    {
        using var message = JsonDocument.Parse(answer);
        return message.RootElement.GetProperty("content")[0].GetProperty("text").GetString();
    }

    private static string? TextOfStream(string answer)
    {
        var text = new StringBuilder();
        var isWhole = false;
        foreach (var line in answer.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal)))
        {
            using var item = JsonDocument.Parse(line["data: ".Length..]);
            isWhole |= item.RootElement.GetProperty("type").GetString() == "message_stop";
            if (item.RootElement.TryGetProperty("delta", out var delta) && delta.TryGetProperty("text", out var piece))
            {
                text.Append(piece.GetString());
            }
        }

        return isWhole ? text.ToString() : null;
    }
}
