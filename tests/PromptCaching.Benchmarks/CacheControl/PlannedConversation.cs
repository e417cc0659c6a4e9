using PromptCaching.CacheControl.Ledger;
using PromptCaching.Testing;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>Plans one request of a conversation after the other; after the last one, another conversation with the same texts begins.</summary>
internal sealed class PlannedConversation
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly GrowingConversation _conversation;
    private readonly ManualTimeProvider _time = new();
    private readonly PrefixLedger _ledger;
    private int _calls;

    public PlannedConversation(GrowingConversation conversation)
    {
        _conversation = conversation;
        _ledger = new PrefixLedger(_time);
    }

    public void PlanNext()
    {
        var (turn, isolation) = (_calls % _conversation.Bodies.Count, _calls / _conversation.Bodies.Count);
        var body = _conversation.Bodies[turn];
        var read = OutlinedBody.Of(body, isolation);
        var call = PlannedCall.Observe(_ledger, read);
        var plan = PlannedCall.Plan(read, call.Knowledge);
        PlannedCall.Send(_ledger, call, read, plan);
        PlannedCall.Splice(body, plan);
        _calls++;
        _time.Advance(Pause);
    }
}
