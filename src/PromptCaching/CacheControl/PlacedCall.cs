using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.CacheControl.WarmFirst;

namespace PromptCaching.CacheControl;

/// <summary>One call from its plan to its verdict: what is sent, what the ledger is told, and what is said about it.</summary>
internal sealed class PlacedCall
{
    private readonly CallReport _report;
    private readonly CallPlacement _placement;
    private readonly CallMemory _memory;
    private readonly ILogger _logger;
    private readonly PrefixWriter? _writer;
    private SentCall _sent;
    private ObservedCall _observed;
    private CallVerdict _verdict;

    public PlacedCall(CallReport report, SentCall asked, CallPlacement placement, CallMemory memory, ILogger logger)
    {
        (_report, _placement, _memory, _logger) = (report, placement, memory, logger);
        _observed = Observe(asked);
        var planned = placement.Plan(asked.Path, _observed.Knowledge, asked.Callers, asked.Rules, asked.TokensPerByte);
        _sent = asked with
        {
            Plan = placement.Carried(planned),
            Withheld = placement.Arm == CacheControlArm.Treated ? BreakpointPlan.None : planned,
            Knowledge = _observed.Knowledge,
        };
        report.PlannedBreakpoints = planned.Places;
        report.PrefixHash = asked.Path.Head.ToString("x16", CultureInfo.InvariantCulture);
        report.Arm = placement.Arm;
        _logger.Planned(_sent.Plan.Breakpoints.Count, asked.Outline.MarkerCount);
        _verdict = Send();
        _writer = memory.Cold.Write(_sent, report, () => _memory.Ledger.Begin(_observed));
    }

    public SentCall Sent => _sent;

    public ObservedCall Observed => _observed;

    /// <summary>Finds what of the prompt could be kept in the cache beyond the call.</summary>
    public IReadOnlyList<WarmPrefix> WarmPrefixes(int minTokens) =>
        _placement is { Arm: CacheControlArm.Treated, Options.Platform: ClaudePlatform.ClaudeApi }
            ? WarmPrefix.Of(
                _sent,
                _placement.Hinted(_observed.Knowledge, _sent.Path.Steps).Candidates,
                _memory.Ledger.EntriesOf(_observed),
                Math.Max(minTokens, _sent.Rules.MinTokens))
            : [];

    /// <summary>Gets the hashes of the boundaries up to a step.</summary>
    public IReadOnlyList<ulong> BoundariesUpTo(int step) =>
        [.. _observed.Knowledge.Candidates.Where(candidate => candidate.Step <= step).Select(candidate => _sent.Path.Steps[candidate.Step].Hash)];

    /// <summary>Tells what the prompt comes to if it is sent now, and how much of that the server holds.</summary>
    public (double Total, double Read) Forecast()
    {
        var sent = _sent with { Knowledge = _memory.Ledger.Now(_observed) };
        var expected = CacheExpectation.Of(sent, _verdict.Request);
        return (expected.Total, expected.Read);
    }

    /// <summary>Gets the body to send; the caller's own content when nothing changes.</summary>
    public HttpContent Content(HttpContent original)
    {
        var splices = _verdict.Splices(_placement.Request.With(_sent.Plan), _placement.AsksWhy);
        if (splices.Count == 0 && !_placement.IsRepaired)
        {
            return original;
        }

        var marked = new SplicedContent(_sent.Body, splices);
        original.Headers.CopyTo(marked.Headers);
        return marked;
    }

    /// <summary>Reads whether the API refused the markers that we added.</summary>
    public async ValueTask<MarkerComplaint?> ComplaintAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        _sent.Plan.Breakpoints.Count == 0 ? null : await MarkerRefusalScan.ReadAsync(response, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes our markers back, for the request to be sent once more.</summary>
    public void TakeBack(MarkerComplaint complaint)
    {
        _logger.MarkersRefused(string.Join(", ", _sent.Plan.Places), complaint.Message);
        _report.MarkersRefused = complaint.Message;
        Withdraw();
        _observed = Observe(_sent);
        _sent = _sent with { Plan = BreakpointPlan.None, Knowledge = _observed.Knowledge };
        _verdict = Send();
    }

    /// <summary>Remembers what the API said to the request without our markers.</summary>
    public Task RememberAsync(MarkerComplaint complaint, HttpResponseMessage response, CancellationToken cancellationToken) =>
        _memory.Refusals.RememberAsync(_sent.Path.Root, complaint, response, cancellationToken);

    public void Begin(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            Fail();
            return;
        }

        _verdict.Begin(response);
        if (_writer is null)
        {
            _memory.Ledger.Begin(_observed);
        }
        else
        {
            _writer.Begin(response, isFirstAttempt: _report.Attempts == 1);
        }
    }

    /// <summary>The call came to nothing; whoever waited for what it was to write looks for another.</summary>
    public void Fail()
    {
        Withdraw();
        _writer?.Fail();
    }

    private void Withdraw()
    {
        _memory.Ledger.Fail(_observed);
        _verdict.Fail();
    }

    private ObservedCall Observe(SentCall call) =>
        _memory.Ledger.Observe(call.Path, call.Shape, Pointed(call), call.TokensPerByte);

    /// <summary>Gets the steps that the caller pointed at: with markers, or as the end of what is shared.</summary>
    private IEnumerable<int> Pointed(SentCall call)
    {
        var marked = call.Callers.Markers.Select(static marker => marker.Step);
        return StaticStart.Of(_placement.Wish, call.Path.Steps) is { } start ? marked.Prepend(start.Step) : marked;
    }

    private CallVerdict Send()
    {
        _report.AddedBreakpoints = _sent.Plan.Places;
        _memory.Ledger.Send(_observed, _sent.Markers);
        return new CallVerdict(_report, _sent, _observed, _memory.Ledger, _memory.Recent, _logger);
    }
}
