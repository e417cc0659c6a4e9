namespace PromptCaching.CacheControl.Ledger;

/// <summary>What the server holds, as its rules say: entries end at markers, last from the start of a request, and can be read once an answer begins.</summary>
/// <remarks>Where the rules are silent, the least is counted on: an hour on top of five minutes ends with the five minutes.</remarks>
internal static class ServerEntries
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static PrefixState StateOf(PrefixNode node, DateTimeOffset now) => node switch
    {
        { Lifetime: null } => PrefixState.Cold,
        { IsReadable: false } => now - node.WrittenAt < LongestWait ? PrefixState.BeingWritten : PrefixState.Cold,
        _ when node.TokensUntil <= now => PrefixState.Cold,
        _ => node.Lifetime == EntryLifetime.OneHour ? PrefixState.OneHour : PrefixState.FiveMinutes,
    };

    /// <summary>Finds the longest entry that can be read: it ends at a marker of an earlier request, and all before it is still there.</summary>
    /// <returns>The index of the candidate; -1 for none.</returns>
    public static int Hit(IReadOnlyList<PrefixNode?> nodes, DateTimeOffset now)
    {
        var hit = -1;
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            if (node is { Lifetime: not null, IsReadable: true } && node.TokensUntil <= now)
            {
                break;
            }

            hit = node is { Lifetime: not null, IsReadable: true } && node.EntryUntil > now ? index : hit;
        }

        return hit;
    }

    /// <summary>How likely the tokens of the hit outlast a pause of up to an hour: those written for five minutes need others to keep them.</summary>
    public static double Survival(Candidate[] candidates, PrefixNode[] nodes, int hit)
    {
        var survival = 1.0;
        for (var index = 0; index <= hit; index++)
        {
            if (nodes[index].Lifetime == EntryLifetime.FiveMinutes)
            {
                survival = Math.Min(survival, KeptByOthers(candidates[index]));
            }
        }

        return survival;
    }

    public static void Send(ObservedCall call, IReadOnlyList<SentMarker> markers)
    {
        var (knowledge, now) = (call.Knowledge, call.At);
        var (last, lastOfAnHour) = (-1, -1);
        var marked = new HashSet<int>(markers.Count);
        foreach (var marker in markers)
        {
            marked.Add(marker.Step);
            last = Math.Max(last, marker.Step);
            lastOfAnHour = marker.IsOneHour ? Math.Max(lastOfAnHour, marker.Step) : lastOfAnHour;
        }

        for (var index = 0; index < call.Nodes.Count && knowledge.Candidates[index].Step <= last; index++)
        {
            var node = call.Nodes[index];
            var step = knowledge.Candidates[index].Step;
            var isMarked = marked.Contains(step);
            if (index <= knowledge.Hit)
            {
                Prolong(node, now, isMarked || index == knowledge.Hit);
            }
            else
            {
                Write(call, node, LifetimeOf(call, index, step <= lastOfAnHour), isMarked);
            }
        }
    }

    public static void Begin(ObservedCall call)
    {
        foreach (var node in call.Nodes)
        {
            node.HasBegun = true;
        }

        foreach (var node in call.Writes)
        {
            node.IsReadable = true;
        }
    }

    public static void Fail(ObservedCall call)
    {
        foreach (var node in call.Writes)
        {
            if (!node.IsReadable && node.WrittenAt == call.At)
            {
                node.Lifetime = null;
            }
        }
    }

    /// <summary>The server neither read nor wrote: what this call was to write is not there, and what it was to read is gone.</summary>
    public static void Forget(ObservedCall call)
    {
        foreach (var node in call.Writes.Concat(call.Nodes.Take(call.Knowledge.Hit + 1)))
        {
            node.Lifetime = null;
        }
    }

    /// <summary>An entry was read outside the calls that are observed.</summary>
    public static void Refresh(IReadOnlyList<PrefixNode?> nodes, DateTimeOffset at)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            if (nodes[index] is { } node)
            {
                Prolong(node, at, isFound: index == nodes.Count - 1);
            }
        }
    }

    /// <summary>Within a conversation nobody else keeps the earlier tokens: an hour on top of five minutes counts as five minutes.</summary>
    private static TimeSpan LifetimeOf(ObservedCall call, int index, bool isOneHour)
    {
        var before = index == 0 ? null : call.Nodes[index - 1].Lifetime;
        var isOnFiveMinutes = before == EntryLifetime.FiveMinutes && call.Knowledge.Candidates[index - 1].Kind > BoundaryKind.Lead;
        return EntryLifetime.Of(isOneHour && !isOnFiveMinutes);
    }

    private static void Prolong(PrefixNode node, DateTimeOffset now, bool isFound)
    {
        if (node.Lifetime is { } lifetime)
        {
            node.TokensUntil = now + lifetime;
            node.EntryUntil = isFound && node.EntryUntil > now ? now + lifetime : node.EntryUntil;
        }
    }

    private static void Write(ObservedCall call, PrefixNode node, TimeSpan lifetime, bool isMarked)
    {
        var isOnItsWay = node is { Lifetime: not null, IsReadable: false } && call.At - node.WrittenAt < LongestWait;
        node.IsReadable = false;
        node.WrittenAt = isOnItsWay ? node.WrittenAt : call.At;
        node.Lifetime = lifetime;
        node.TokensUntil = call.At + lifetime;
        node.EntryUntil = isMarked ? call.At + lifetime : node.EntryUntil;
        call.Writes.Add(node);
    }

    /// <summary>The probability that no pause between the uses of a shared prefix exceeds five minutes during one of twenty, if uses come at random.</summary>
    private static double KeptByOthers(Candidate candidate)
    {
        const double TypicalPauseSeconds = 1200;
        var share = candidate.Odds.WithinFiveMinutes;
        if (candidate.Kind > BoundaryKind.Lead || share >= 1)
        {
            return candidate.Kind > BoundaryKind.Lead ? 0 : 1;
        }

        var meanGapSeconds = EntryLifetime.FiveMinutes.TotalSeconds / -Math.Log(1 - share);
        return Math.Pow(share, TypicalPauseSeconds / meanGapSeconds);
    }
}
