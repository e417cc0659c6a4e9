using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Testing;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>What learning adds: the work of the ledger beside the scan, the plan and the splices of the same requests.</summary>
internal sealed class LedgerShare : IRatio
{
    private const int Conversations = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly GrowingConversation _conversation;
    private readonly ManualTimeProvider _time = new();
    private readonly OutlinedBody[] _read;
    private readonly (PathKnowledge Knowledge, BreakpointPlan Plan)[] _known;
    private PrefixLedger _ledger;
    private int _calls;
    private int _plans;

    public LedgerShare(string name, GrowingConversation conversation)
    {
        Name = name;
        _conversation = conversation;
        _ledger = new PrefixLedger(_time);
        var requests = conversation.Bodies.Count;
        _read = [.. Enumerable.Range(0, Conversations * requests).Select(call => OutlinedBody.Of(conversation.Bodies[call % requests], call / requests))];
        _known = new (PathKnowledge, BreakpointPlan)[_read.Length];
        Array.ForEach(_read, _ => Ours());
    }

    public string Name { get; }

    public string Against => "outline, path, plan and splices of the same requests";

    public double Target => 0.1;

    /// <summary>Every conversation is new to the ledger and grows; when all are through, so is the ledger.</summary>
    public void Ours()
    {
        var index = _calls++ % _read.Length;
        _ledger = index == 0 ? new PrefixLedger(_time) : _ledger;
        var read = _read[index];
        var call = PlannedCall.Observe(_ledger, read);
        var plan = _known[index].Plan ?? PlannedCall.Plan(read, call.Knowledge);
        PlannedCall.Send(_ledger, call, read, plan);
        _known[index] = (call.Knowledge, plan);
        _time.Advance(Pause);
    }

    public void Reference()
    {
        var index = _plans++ % _read.Length;
        var body = _conversation.Bodies[index % _conversation.Bodies.Count];
        PlannedCall.Splice(body, PlannedCall.Plan(OutlinedBody.Of(body, index), _known[index].Knowledge));
    }
}
