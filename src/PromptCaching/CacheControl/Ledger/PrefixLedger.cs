using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>
/// Learns from the prefixes of what was sent: which come back, after how long, where requests branch, and what the server holds.
/// Bounded in memory, safe for many threads, hashes only, no input or output.
/// </summary>
internal sealed class PrefixLedger(TimeProvider time)
{
    /// <summary>About 200 bytes each, dictionary included: 30 MB when full.</summary>
    private const int MostPrefixes = 150_000;
    private const int MostConversations = 12_000;
    private readonly object _lock = new();
    private readonly TwoGenerations<PrefixNode> _prefixes = new(MostPrefixes);
    private readonly TwoGenerations<ConversationMark> _conversations = new(MostConversations);
    private readonly ReuseOutlook _outlook = new();

    /// <summary>Notes the use of every prefix of a request and says what is known about them.</summary>
    /// <param name="path">The prefixes.</param>
    /// <param name="shape">What requests of the same application have in common.</param>
    /// <param name="marked">The steps that the caller marked.</param>
    /// <param name="tokensPerByte">The tokens that a byte of this request stands for, estimated.</param>
    public ObservedCall Observe(PromptPath path, ConversationShape shape, IEnumerable<int> marked, double tokensPerByte)
    {
        var steps = path.Steps;
        var now = time.GetUtcNow();
        lock (_lock)
        {
            SettleTheConversation(steps, now);
            var known = DeepestKnown(steps);
            var boundaries = Boundaries(steps, known, marked);
            var conversation = ConversationOf(steps, known, now);
            var nodes = new PrefixNode[boundaries.Count];
            var candidates = new Candidate[boundaries.Count];
            for (var index = 0; index < nodes.Length; index++)
            {
                var (step, kind) = (boundaries.GetKeyAtIndex(index), boundaries.GetValueAtIndex(index));
                var node = nodes[index] = Touch(steps, step);
                var boundary = new Boundary(shape, kind, steps[step].Block.Index, node.Uses);
                _outlook.Use(node, boundary, conversation, now);
                candidates[index] = new Candidate(
                    step, kind, steps[step].Bytes * tokensPerByte, ServerEntries.StateOf(node, now), _outlook.ProspectOf(node, boundary, now), boundary.Uses);
            }

            for (var step = known + 1; step < steps.Count; step++)
            {
                Touch(steps, step);
            }

            var hit = ServerEntries.Hit(nodes, now);
            Remember(steps, candidates, nodes);
            return new ObservedCall(new PathKnowledge(candidates, hit, ServerEntries.Survival(candidates, nodes, hit)), nodes, now);
        }
    }

    /// <summary>Finds the longest prefix that can be read now, without noting a use.</summary>
    /// <returns>Its step; -1 for none.</returns>
    public int Readable(PromptPath path)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            return ServerEntries.Hit([.. path.Steps.Select(step => _prefixes.Find(step.Hash))], now);
        }
    }

    /// <summary>Notes what a request is about to write and to keep alive.</summary>
    public void Send(ObservedCall call, IReadOnlyList<SentMarker> markers)
    {
        lock (_lock)
        {
            ServerEntries.Send(call, markers);
        }
    }

    /// <summary>What is known of a call's prefixes by now: others may have written them, or they may have expired, while it waited.</summary>
    public PathKnowledge Now(ObservedCall call)
    {
        lock (_lock)
        {
            return call.Knowledge with { Hit = ServerEntries.Hit(call.Nodes, time.GetUtcNow()) };
        }
    }

    /// <summary>The answer has begun: from now on others can read what the request wrote.</summary>
    public void Begin(ObservedCall call)
    {
        lock (_lock)
        {
            ServerEntries.Begin(call);
        }
    }

    /// <summary>The request came to nothing: it wrote nothing, and its uses were none.</summary>
    public void Fail(ObservedCall call)
    {
        lock (_lock)
        {
            ServerEntries.Fail(call);
            ReuseOutlook.Withdraw(call, time.GetUtcNow());
        }
    }

    /// <summary>The answer says what the server did; where it cached nothing, nothing is there.</summary>
    public void Settle(ObservedCall call, long read, long written)
    {
        if (read == 0 && written == 0)
        {
            lock (_lock)
            {
                ServerEntries.Forget(call);
            }
        }
    }

    /// <summary>Says how long the entries last that end at the boundaries of a call; null where none does.</summary>
    public IReadOnlyList<TimeSpan?> EntriesOf(ObservedCall call)
    {
        lock (_lock)
        {
            return [.. call.Nodes.Select(node => node.EntryUntil > call.At ? node.Lifetime : null)];
        }
    }

    /// <summary>A call that nobody asked for read a prefix: its tokens last longer, and it was no use.</summary>
    /// <param name="boundaries">The hashes of its boundaries, its own last.</param>
    /// <param name="at">The start of that call.</param>
    public void Refresh(IReadOnlyList<ulong> boundaries, DateTimeOffset at)
    {
        lock (_lock)
        {
            ServerEntries.Refresh([.. boundaries.Select(_prefixes.Find)], at);
        }
    }

    private int DeepestKnown(IReadOnlyList<PathStep> steps)
    {
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            if (_prefixes.Find(steps[step].Hash) is not null)
            {
                return step;
            }
        }

        return -1;
    }

    private PrefixNode? ConversationOf(IReadOnlyList<PathStep> steps, int known, DateTimeOffset now)
    {
        if (known < 0 || steps[known].Block.Level != PromptLevel.Messages || _prefixes.Find(steps[known].Hash) is not { IsBranch: false } end)
        {
            return null;
        }

        ReuseOutlook.Return(end, now);
        return end;
    }

    private SortedList<int, BoundaryKind> Boundaries(IReadOnlyList<PathStep> steps, int known, IEnumerable<int> marked)
    {
        const int Behind = 400;
        const int MostKnown = 4;
        const int MostMarked = 4;
        var boundaries = CandidateBoundaries.Of(steps);
        var added = 0;
        for (var step = known; step >= 0 && step > known - Behind && added < MostKnown && steps[step].Block.Level == PromptLevel.Messages; step--)
        {
            if (step == known || _prefixes.Find(steps[step].Hash) is { IsTail: true } or { IsBranch: true } or { Lifetime: not null })
            {
                boundaries.TryAdd(step, BoundaryKind.Known);
                added++;
            }
        }

        if (known >= 0)
        {
            boundaries.TryAdd(known, BoundaryKind.Known);
        }

        // Automatic caching is asked for even where the prompt is empty; and more than four markers are refused, but not before they were planned with.
        foreach (var step in marked.Where(step => step < steps.Count).Take(MostMarked))
        {
            boundaries.TryAdd(step, BoundaryKind.Known);
        }

        return boundaries;
    }

    private PrefixNode Touch(IReadOnlyList<PathStep> steps, int step)
    {
        var hash = steps[step].Hash;
        var next = step + 1 < steps.Count ? steps[step + 1].Hash : 0;
        if (_prefixes.Find(hash) is not { } node)
        {
            _prefixes.Add(hash, node = new PrefixNode());
        }

        node.IsBranch |= node.Next != 0 && next != 0 && node.Next != next;
        node.Next = next == 0 ? node.Next : next;
        return node;
    }

    /// <summary>Finds the request that this one continues, by its messages alone: tools and system prompt may have changed under them.</summary>
    private void SettleTheConversation(IReadOnlyList<PathStep> steps, DateTimeOffset now)
    {
        const int MostTurns = 3;
        var turns = 0;
        for (var step = steps.Count - 2; step >= 0 && steps[step].Block.Level == PromptLevel.Messages && turns < MostTurns; step--)
        {
            if (steps[step].Block.Role == MessageRole.User && steps[step + 1].Block.Role != MessageRole.User)
            {
                turns++;
                if (_conversations.Find(steps[step].MessagesHash) is { } earlier)
                {
                    ReuseOutlook.Settle(earlier, steps, now);
                    return;
                }
            }
        }
    }

    private void Remember(IReadOnlyList<PathStep> steps, Candidate[] candidates, PrefixNode[] nodes)
    {
        if (steps.Count > 0)
        {
            var boundaries = new (int, ulong, PrefixNode)[nodes.Length];
            for (var index = 0; index < nodes.Length; index++)
            {
                boundaries[index] = (candidates[index].Step, steps[candidates[index].Step].Hash, nodes[index]);
            }

            _conversations.Add(steps[^1].MessagesHash, new ConversationMark(boundaries));
        }
    }
}
