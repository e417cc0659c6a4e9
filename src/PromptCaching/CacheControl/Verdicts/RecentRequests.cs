using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>The last requests, so that a miss can be explained by the first thing that changed. Bounded, safe for many threads, hashes only.</summary>
internal sealed class RecentRequests(TimeProvider time)
{
    private const int Most = 512;

    /// <summary>Counted as if nothing were shared; what is shared and outlives its requests is at most 2 MB beside it.</summary>
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostTurns = 3;
    private readonly object _lock = new();
    private readonly RequestPrint _print = new();
    private readonly Queue<RecentRequest> _requests = [];
    private readonly Dictionary<ulong, RecentRequest> _byMessages = [];
    private readonly Dictionary<ulong, RecentRequest> _byOpening = [];
    private long _number;
    private int _bytes;

    /// <summary>Notes a request that is about to be sent.</summary>
    /// <returns>The request, and the one before it in its conversation.</returns>
    public RecentConversation Add(SentCall call)
    {
        var request = _print.Of(call, time.GetUtcNow());
        lock (_lock)
        {
            var before = request.Turn == 0 ? null : Before(call.Path.Steps) ?? SameOpening(request);
            request.Number = ++_number;
            _requests.Enqueue(request);
            _bytes += request.Size;
            _byMessages[request.TailMessages] = request;
            _byOpening[request.Opening] = request;
            while (_requests.Count > Most || (_bytes > MostBytes && _requests.Count > 1))
            {
                Forget(_requests.Dequeue());
            }

            return new RecentConversation(request, before, before?.Isolation == request.Isolation ? before.MessageId : null);
        }
    }

    /// <summary>The answer has begun: from now on others can read what the request wrote.</summary>
    public void Begin(RecentRequest request)
    {
        lock (_lock)
        {
            request.BegunAt = ++_number;
        }
    }

    /// <summary>The request came to nothing.</summary>
    public void Fail(RecentRequest request)
    {
        lock (_lock)
        {
            request.HasLeftNothing = true;
        }
    }

    /// <summary>The answer has ended.</summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="messageId">Its id.</param>
    /// <param name="hasCachedNothing">Whether it says that nothing was read or written.</param>
    public void Settle(RecentRequest request, string? messageId, bool hasCachedNothing)
    {
        lock (_lock)
        {
            request.MessageId = messageId;
            request.HasLeftNothing |= hasCachedNothing;
        }
    }

    /// <summary>Gets the requests that were sent earlier and may have left something in the cache, oldest first.</summary>
    public IReadOnlyList<EarlierRequest> Before(RecentRequest request)
    {
        lock (_lock)
        {
            return
            [
                .. from earlier in _requests
                   where earlier.Number < request.Number && !earlier.HasLeftNothing
                   select new EarlierRequest(earlier, earlier.BegunAt != 0 && earlier.BegunAt < request.Number),
            ];
        }
    }

    /// <summary>Finds the last request that ended where the assistant took over.</summary>
    private RecentRequest? Before(IReadOnlyList<PathStep> steps)
    {
        var turns = 0;
        for (var step = steps.Count - 2; step >= 0 && steps[step].Block.Level == PromptLevel.Messages && turns < MostTurns; step--)
        {
            if (steps[step].Block.Role == MessageRole.User && steps[step + 1].Block.Role != MessageRole.User)
            {
                turns++;
                if (_byMessages.TryGetValue(steps[step].MessagesHash, out var before))
                {
                    return before;
                }
            }
        }

        return null;
    }

    /// <summary>Where the history was edited, the conversation is known by how it opened, and by having been a turn shorter.</summary>
    private RecentRequest? SameOpening(RecentRequest request) =>
        _byOpening.TryGetValue(request.Opening, out var earlier) && earlier.Shape == request.Shape && earlier.Turn == request.Turn - 1 ? earlier : null;

    private void Forget(RecentRequest request)
    {
        _bytes -= request.Size;
        Forget(_byMessages, request.TailMessages, request);
        Forget(_byOpening, request.Opening, request);
    }

    private static void Forget(Dictionary<ulong, RecentRequest> index, ulong key, RecentRequest request)
    {
        if (index.TryGetValue(key, out var known) && ReferenceEquals(known, request))
        {
            index.Remove(key);
        }
    }
}
