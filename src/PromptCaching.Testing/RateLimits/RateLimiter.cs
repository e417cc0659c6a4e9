using System.Runtime.InteropServices;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>Keeps the buckets of every pool, and lets a call pass or refuses it.</summary>
internal sealed class RateLimiter(ClaudeEmulatorOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LimitState> _states = new(StringComparer.Ordinal);
    private readonly SpendLedger _spent = new();
    private EmulatedRateLimits? _limits = options.RateLimits;

    /// <summary>Asks for passage at an endpoint that only counts requests.</summary>
    public Passage Enter(IncomingCall call, LimitPool pool) => Enter(call, pool, null, InputDemand.None);

    /// <summary>Asks for passage of a Messages request; its input is known before anything is said.</summary>
    public Passage Enter(IncomingCall call, InputDemand demand)
    {
        var model = call.Json?.GetText("model") ?? "";
        return call.IsBatchItem ? Passage.Free(model) : Enter(call, LimitPool.Of(call, model), model, demand);
    }

    /// <summary>Changes the limits. Buckets keep what they hold, as far as it still fits.</summary>
    public void Change(EmulatedRateLimits? limits)
    {
        lock (_gate)
        {
            _limits = limits;
        }
    }

    /// <summary>Gives back the input of a call that failed, and counts the money.</summary>
    public void Settle(Passage passage, Reply reply, DateTimeOffset at)
    {
        lock (_gate)
        {
            foreach (var pool in passage.Pools)
            {
                _states[pool.Key] = _states[pool.Key].Take(0, reply.Usage is null ? -pool.Input : 0, 0);
            }

            _spent.Add(reply.CostUsd ?? 0, at);
        }
    }

    /// <summary>Takes output as it is produced, however far below nothing that leads.</summary>
    public int TakeOutput(Passage passage, int tokens)
    {
        lock (_gate)
        {
            foreach (var pool in passage.Pools)
            {
                var state = _states[pool.Key];
                _states[pool.Key] = (options.UseVirtualClock ? state : state.RefilledAt(clock.GetUtcNow())).Take(0, 0, tokens);
            }
        }

        return tokens;
    }

    /// <summary>Tells the state of the pool that is nearest to its end: that of the organization or that of the workspace.</summary>
    /// <param name="passage">The call.</param>
    /// <param name="output">The tokens that will be gone by the time that the headers leave.</param>
    public IEnumerable<KeyValuePair<string, string>> HeadersOf(Passage passage, int output = 0)
    {
        if (passage.Pools.Count == 0)
        {
            return [];
        }

        lock (_gate)
        {
            var state = passage.Pools.Select(pool => _states[pool.Key].Take(0, 0, output)).MinBy(static state => state.Filled)!;
            return passage.IsPriority ? LimitHeaders.Tokens("anthropic-priority", state)
                : passage.Pools[0].Pool.IsFast ? LimitHeaders.Tokens("anthropic-fast", state)
                : LimitHeaders.Of(state);
        }
    }

    private Passage Enter(IncomingCall call, LimitPool pool, string? model, InputDemand demand)
    {
        if (_limits is not { } limits)
        {
            return Passage.Free(model);
        }

        lock (_gate)
        {
            if (model is not null && limits.MonthlySpendCapUsd is { } cap && _spent.SpentIn(call.StartedAt) >= cap)
            {
                return Passage.Free(model) with { Refusal = SpendLedger.CapReached };
            }

            if (model is not null && limits.Priority is not null && call.Json?.GetText("service_tier") != "standard_only")
            {
                var priority = new LimitedPool(LimitPool.Priority(model).Name, LimitPool.Priority(model), limits, demand.AgainstPriority);
                if (TryTake([priority], call.StartedAt) is null)
                {
                    return new Passage([priority], model) { IsPriority = true };
                }
            }

            var pools = LimitedPool.Of(limits, pool, call.Header("anthropic-workspace-id"), demand);
            var refusal = TryTake(pools, call.StartedAt);
            return new Passage(pools, model) { Refusal = refusal?.ToError(options.OrganizationId, model), RetryAfter = refusal?.RetryAfter };
        }
    }

    /// <summary>Takes from all of them, or from none.</summary>
    private LimitRefusal? TryTake(IReadOnlyList<LimitedPool> pools, DateTimeOffset now)
    {
        var decisions = pools.Select(pool => (pool.Key, Decision: LimitDecision.For(StateOf(pool, now), now, pool.Input))).ToArray();
        var refusal = decisions.Select(static made => made.Decision.Refusal).FirstOrDefault(static refused => refused is not null);
        if (refusal is null)
        {
            foreach (var (key, decision) in decisions)
            {
                _states[key] = decision.State;
            }
        }

        return refusal;
    }

    private LimitState StateOf(LimitedPool pool, DateTimeOffset now)
    {
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, pool.Key, out _);
        var full = pool.Pool.Fill(pool.Limits, now);
        return state = state is null ? full : state.RefilledAt(now).LimitedTo(full);
    }
}
