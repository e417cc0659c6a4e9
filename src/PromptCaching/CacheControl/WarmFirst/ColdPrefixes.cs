using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.CacheControl.WarmFirst;

/// <summary>Of the calls that share a long prefix which nobody has written yet, lets one go and the others wait until they can read it.</summary>
internal sealed class ColdPrefixes(PrefixLedger ledger, TimeProvider time)
{
    private const int Turns = 64;
    private readonly object[] _turns = [.. Enumerable.Range(0, Turns).Select(static _ => new object())];
    private readonly object _lock = new();
    private readonly Dictionary<ulong, PrefixWriter> _writers = [];

    public FirstByteTimes FirstBytes { get; } = new();

    /// <summary>Plans a call when it is its turn: at once, unless another call is writing what it could read.</summary>
    /// <param name="asked">The call.</param>
    /// <param name="options">The options.</param>
    /// <param name="place">Makes the plan and notes what it writes.</param>
    /// <param name="cancellationToken">Ends the waiting of this call, and of no other.</param>
    /// <returns>The planned call, and how long it waited; null when it did not.</returns>
    public async ValueTask<(PlacedCall Call, TimeSpan? Waited)> PlaceAsync(
        SentCall asked, WarmFirstOptions options, Func<PlacedCall> place, CancellationToken cancellationToken)
    {
        var minimum = Math.Max(options.MinTokens, asked.Rules.MinTokens);
        if (FirstLongStep(asked, minimum) is not { } first)
        {
            return (place(), null);
        }

        // Calls that share a prefix of that length share its first step of that length: of them, one looks and plans at a time.
        var turn = _turns[asked.Path.Steps[first].Hash % Turns];
        PrefixWriter? ahead;
        lock (turn)
        {
            ahead = Ahead(asked, first, minimum);
            if (ahead is null)
            {
                return (place(), null);
            }
        }

        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            ahead.Expect(FirstBytes.Expected);
            await ahead.Over.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            lock (turn)
            {
                ahead = patience.IsCancellationRequested ? null : Ahead(asked, first, minimum);
                if (ahead is null)
                {
                    return (place(), time.GetElapsedTime(started));
                }
            }
        }
    }

    /// <summary>Notes what a call is about to write.</summary>
    /// <param name="sent">The call as it is planned.</param>
    /// <param name="report">The call's.</param>
    /// <param name="begun">Is told when others can read it.</param>
    /// <returns><see langword="null"/> when it writes nothing.</returns>
    public PrefixWriter? Write(SentCall sent, CallReport report, Action begun)
    {
        var read = sent.Knowledge.Hit < 0 ? -1 : sent.Knowledge.Candidates[sent.Knowledge.Hit].Step;
        ulong[] prefixes = [.. sent.Markers.Where(marker => marker.Step > read && marker.Step < sent.Path.Steps.Count).Select(Hash)];
        if (prefixes.Length == 0)
        {
            return null;
        }

        var writer = new PrefixWriter(prefixes, sent.Outline.IsStream, report, this, begun, time);
        lock (_lock)
        {
            foreach (var prefix in prefixes)
            {
                _writers.TryAdd(prefix, writer);
            }
        }

        return writer;

        ulong Hash(SentMarker marker) => sent.Path.Steps[marker.Step].Hash;
    }

    public void Remove(PrefixWriter writer)
    {
        lock (_lock)
        {
            foreach (var prefix in writer.Prefixes)
            {
                if (_writers.TryGetValue(prefix, out var noted) && noted == writer)
                {
                    _writers.Remove(prefix);
                }
            }
        }
    }

    private static int? FirstLongStep(SentCall asked, int minimum)
    {
        for (var step = 0; step < asked.Path.Steps.Count; step++)
        {
            if (asked.Path.Steps[step].Bytes * asked.TokensPerByte >= minimum)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Finds who writes the longest prefix of this call, if that gives it enough to read beyond what it can read now.</summary>
    private PrefixWriter? Ahead(SentCall asked, int first, int minimum)
    {
        var steps = asked.Path.Steps;
        lock (_lock)
        {
            for (var step = _writers.Count == 0 ? -1 : steps.Count - 1; step >= first; step--)
            {
                if (_writers.TryGetValue(steps[step].Hash, out var writer))
                {
                    var readable = ledger.Readable(asked.Path);
                    var gain = steps[step].Bytes - (readable < 0 ? 0 : steps[readable].Bytes);
                    return gain * asked.TokensPerByte >= minimum && asked.Callers.Reaches(steps, step) ? writer : null;
                }
            }
        }

        return null;
    }
}
