using System.Globalization;
using System.Text;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Chaos.LedgerMemory;

/// <summary>A request of a conversation that grows by a turn with each one: many share a system prompt, all have texts of their own.</summary>
internal static class GeneratedCall
{
    private const int SystemPrompts = 50;
    private const int MostTurns = 12;
    private const double TokensPerByte = 50;
    private static readonly PlanRules Rules = new() { MinTokens = 1024 };

    /// <summary>Writes what a conversation sends next; after its last turn it begins anew with other texts.</summary>
    public static byte[] Body(int conversation, int request, int seed)
    {
        var (life, turns) = (request / MostTurns, request % MostTurns);
        var body = new StringBuilder("{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":1024,\"system\":");
        body.Append(CultureInfo.InvariantCulture, $"\"You are application {conversation % SystemPrompts}.\",\"messages\":[");
        for (var turn = 0; turn <= turns; turn++)
        {
            body.Append(turn == 0 ? "" : $",{{\"role\":\"assistant\",\"content\":\"answer {turn}\"}},");
            body.Append(CultureInfo.InvariantCulture, $"{{\"role\":\"user\",\"content\":\"{seed} {conversation} {life} {turn}\"}}");
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    /// <summary>Plans a request as the handler does.</summary>
    /// <returns>Whether the ledger knew an entry in the request's own messages.</returns>
    public static bool Plan(PrefixLedger ledger, byte[] body)
    {
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, isolation: 1);
        var callers = CallerMarkers.Of(outline, path.Steps);
        var call = ledger.Observe(path, ConversationShape.Of(outline, body), [], TokensPerByte);
        var plan = BreakpointPlanner.Plan(path, call.Knowledge, callers, Rules);
        ledger.Send(call, [.. plan.Breakpoints.Select(static breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))]);
        ledger.Begin(call);
        var (candidates, hit) = (call.Knowledge.Candidates, call.Knowledge.Hit);
        return hit >= 0 && candidates[hit].Kind > BoundaryKind.System;
    }
}
