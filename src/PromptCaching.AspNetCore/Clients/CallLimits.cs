using System.Collections.Concurrent;
using System.Globalization;
using PromptCaching.AspNetCore.Gateway;

namespace PromptCaching.AspNetCore.Clients;

/// <summary>How much of a gateway is in use, in all and by each client; outlives changes of the options.</summary>
internal sealed class CallLimits(TimeProvider time)
{
    private readonly CallGate _all = new();

    // One for each configured name: callers cannot add to it.
    private readonly ConcurrentDictionary<string, Usage> _clients = new(StringComparer.Ordinal);

    /// <summary>Gets how many calls are under way.</summary>
    public int UnderWay => _all.Inside;

    /// <summary>Lets a call in, or says why not.</summary>
    /// <returns>The refusal; <see langword="null"/> when the call is in and must <see cref="Leave"/>.</returns>
    public GatewayError? Enter(GatewayCaller caller, ClaudeGatewayOptions options)
    {
        if (!_all.TryEnter(options.MaxConcurrency))
        {
            return GatewayError.Overloaded("The gateway has as many calls under way as it may have. Try again.") with { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        if (caller.Client is not { } client)
        {
            return null;
        }

        var refusal = Enter(_clients.GetOrAdd(caller.Name, static (_, time) => new Usage(new CallGate(), new RequestPace(time)), time), client);
        if (refusal is not null)
        {
            _all.Leave();
        }

        return refusal;
    }

    public void Leave(GatewayCaller caller)
    {
        _all.Leave();
        if (caller.UsesGatewayKey)
        {
            _clients[caller.Name].Gate.Leave();
        }
    }

    private static GatewayError? Enter(Usage usage, ClaudeGatewayClient client)
    {
        if (!usage.Gate.TryEnter(client.MaxConcurrency ?? int.MaxValue))
        {
            return GatewayError.RateLimited(string.Create(
                CultureInfo.InvariantCulture, $"This client may have {client.MaxConcurrency} calls under way at one time.")) with
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        if (client.RequestsPerMinute is { } perMinute && usage.Pace.Take(perMinute) is { } wait)
        {
            usage.Gate.Leave();
            return GatewayError.RateLimited(string.Create(
                CultureInfo.InvariantCulture, $"This client may make {perMinute} calls a minute.")) with
            {
                RetryAfter = wait,
            };
        }

        return null;
    }

    private sealed record Usage(CallGate Gate, RequestPace Pace);
}
