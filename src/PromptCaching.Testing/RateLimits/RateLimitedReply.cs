using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>Puts the limiter's word into the headers of an answer.</summary>
internal static class RateLimitedReply
{
    /// <summary>The 429 of a call that was refused. The spend cap names no wait: there is none that helps.</summary>
    public static Reply Refuse(this RateLimiter limiter, Passage passage, IncomingCall call) =>
        Reply.Error(passage.Refusal!, EmulatorIds.Request(call.Number)) with
        {
            Headers = passage.RetryAfter is { } wait
                ? Headers([.. limiter.HeadersOf(passage), new("retry-after", wait), new("x-should-retry", "true")])
                : new Dictionary<string, string>(),
        };

    /// <summary>Settles what an answer cost. A stream's headers leave before its output is produced, a whole answer's after.</summary>
    public static Reply Settle(this RateLimiter limiter, Passage passage, Reply reply, IncomingCall call)
    {
        limiter.Settle(passage, reply, call.StartedAt);
        if (passage.Pools.Count == 0 || reply.Status != 200)
        {
            return reply;
        }

        var output = reply.Usage?.OutputTokens ?? 0;
        var headers = limiter.HeadersOf(passage, reply.IsStream ? 0 : output);
        var taken = 0;
        return reply with
        {
            Headers = Headers([.. headers, .. reply.Headers]),
            Produced = share => taken += limiter.TakeOutput(passage, (int)Math.Ceiling(output * share) - taken),
        };
    }

    /// <summary>Answers a call of an endpoint that only counts requests, or refuses it.</summary>
    public static Reply Guard(this RateLimiter limiter, IncomingCall call, LimitPool pool, Func<Reply> answer)
    {
        var passage = limiter.Enter(call, pool);
        return passage.Refusal is null ? limiter.Settle(passage, answer(), call) : limiter.Refuse(passage, call);
    }

    private static Dictionary<string, string> Headers(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return all;
    }
}
