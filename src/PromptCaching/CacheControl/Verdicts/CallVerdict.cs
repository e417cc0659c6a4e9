using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Follows one call from its sending to the end of its answer, and then says what the cache did for it.</summary>
internal sealed class CallVerdict : IAnswerObserver
{
    private const double NearlyAll = 0.9;
    private const double Half = 0.5;
    private readonly CallReport _report;
    private readonly SentCall _sent;
    private readonly ObservedCall _observed;
    private readonly PrefixLedger _ledger;
    private readonly RecentRequests _recent;
    private readonly RecentConversation _conversation;
    private readonly CacheExpectation _expected;
    private readonly ILogger _logger;

    public CallVerdict(CallReport report, SentCall sent, ObservedCall observed, PrefixLedger ledger, RecentRequests recent, ILogger logger)
    {
        (_report, _sent, _observed, _ledger, _recent, _logger) = (report, sent, observed, ledger, recent, logger);
        _conversation = recent.Add(sent);
        _expected = CacheExpectation.Of(sent, _conversation.Now);
    }

    public RecentRequest Request => _conversation.Now;

    /// <summary>Adds the question to the API to what is spliced into the body, where that is wanted.</summary>
    public IReadOnlyList<Splice> Splices(IReadOnlyList<Splice> splices, bool asksWhy) =>
        asksWhy && !_sent.Outline.HasDiagnostics
            ? DiagnosticsRequest.AddTo(splices, _sent.Body.Span, _conversation.PreviousMessageId)
            : splices;

    /// <summary>The answer has begun; its end brings the verdict.</summary>
    public void Begin(HttpResponseMessage response)
    {
        _recent.Begin(_conversation.Now);
        _report.Verdict = Judge(null, null, null) with { Explanation = "The answer was not read to its end." };
        if (response.Content is ResponseTap tap)
        {
            tap.Subscribe(this);
        }
    }

    /// <summary>The call came to nothing.</summary>
    public void Fail()
    {
        _recent.Fail(_conversation.Now);
        _report.Verdict = Judge(null, null, null) with { Explanation = "The call failed; whether anything was read or written is not known." };
    }

    public void OnEnd(AnswerOutline answer)
    {
        RequestPrint.Complete(_conversation.Now, _sent);
        var reported = ReportedTokens.Of(answer);
        var cause = reported is null ? null : CauseOf(reported);
        if (reported is not null)
        {
            _ledger.Settle(_observed, reported.Read, reported.Written);
            _recent.Settle(_conversation.Now, answer.MessageId, reported.IsNothing);
        }

        var verdict = Judge(reported, cause, VerdictJudge.DiagnosisOf(answer));
        _report.Verdict = verdict;
        Say(verdict);
    }

    private CacheVerdict Judge(ReportedTokens? reported, CacheMissCause? cause, CacheDiagnosis? diagnosis)
    {
        var verdict = VerdictJudge.Of(_expected, BreakpointList.Of(_sent.Path.Steps, _sent.Callers, _sent.Plan), reported, cause, diagnosis);
        return _sent.Withheld.Breakpoints.Count == 0 ? verdict : verdict with
        {
            Outcome = CacheOutcome.NotTreated,
            Explanation = $"The request went out as it was ({_report.Arm}); the plan would have marked {string.Join(", ", _sent.Withheld.Places)}.",
        };
    }

    private CacheMissCause? CauseOf(ReportedTokens reported)
    {
        var scale = _expected.Scale(reported);
        var length = _expected.Marked > 0 ? _expected.Marked : _expected.Total;
        if (reported.IsNothing && length * scale < _sent.Rules.MinTokens)
        {
            var missing = _sent.Rules.MinTokens - (long)(length * scale);
            return MissWords.Of(new MissFinding(CacheMissKind.BelowMinimum) { Amount = missing }, _sent);
        }

        return IsWorthAComparison(reported, scale) && Find(reported, scale) is { } finding ? MissWords.Of(finding, _sent) : null;
    }

    /// <summary>Comparing takes longer than all the rest, so it is left alone where all went as expected.</summary>
    private bool IsWorthAComparison(ReportedTokens reported, double scale) =>
        reported.Read < _expected.Left * scale * Half
        || _conversation.HasBroken(_sent.Path)
        || (_conversation.Now is { Turn: > 0 } && reported.Written > reported.Read)
        || (_conversation.Now.Entries.Count > 0 && (reported.Read == 0 || reported.Read < _expected.Head * scale * NearlyAll));

    private MissFinding? Find(ReportedTokens reported, double scale) =>
        MissSearch.Find(_conversation.Now, _recent.Before(_conversation.Now), _sent.Rules.MinTokens, reported.Read / scale)
        ?? (VerdictJudge.IsSurprise(_expected, reported) ? new MissFinding(CacheMissKind.Unexplained) : null);

    private void Say(CacheVerdict verdict)
    {
        var why = verdict.Cause?.Sentence ?? verdict.Explanation;
        _logger.Judged(verdict.Outcome, verdict.ReadTokens, verdict.ExpectedReadTokens, verdict.WrittenTokens, why);
        if (VerdictJudge.IsWorthAWarning(verdict))
        {
            _logger.ReadLessThanExpected(verdict.ReadTokens, verdict.ExpectedReadTokens, verdict.Cause?.Sentence, verdict.Cause?.Hint);
        }
    }
}
