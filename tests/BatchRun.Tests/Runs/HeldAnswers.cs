using System.Collections.Concurrent;
using System.Text.Json;
using PromptCaching.Testing;

namespace BatchRun.Tests.Runs;

/// <summary>Answers the first calls at once, and holds back those that come then until they are given up.</summary>
internal sealed class HeldAnswers(int answered, int held)
{
    private static readonly TimeSpan ForEver = TimeSpan.FromHours(1);
    private readonly TaskCompletionSource _allInFlight = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _held = [];
    private int _calls;
    private volatile bool _isReleased;

    public IReadOnlyCollection<string> Held => _held;

    /// <summary>Gets the moment in which as many calls are held as there can be: all that were answered before are recorded then.</summary>
    public Task AllInFlight => _allInFlight.Task;

    public static string QuestionOf(JsonElement body)
    {
        var content = body.GetProperty("messages")[0].GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }

    public void Release() => _isReleased = true;

    public EmulatedAnswer? Answer(EmulatedRequest request)
    {
        if (_isReleased || Interlocked.Increment(ref _calls) <= answered)
        {
            return null;
        }

        _held.Enqueue(QuestionOf(request.Body));
        if (_held.Count == held)
        {
            _allInFlight.SetResult();
        }

        return EmulatedAnswer.Default.After(ForEver);
    }
}
