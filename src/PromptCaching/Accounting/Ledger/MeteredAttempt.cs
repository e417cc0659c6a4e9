using System.Net;
using PromptCaching.Bodies;
using PromptCaching.Http;

namespace PromptCaching.Accounting;

/// <summary>One attempt on its way, and what it came to: its line in the ledger, and the bill in its call's report.</summary>
internal sealed class MeteredAttempt(CallReport report, UsageEntry begun, ModelCatalog catalog, Action<UsageEntry> book) : IAnswerObserver
{
    private static readonly TokenUsage NoTokens = new();

    public string? RequestId { get; set; }

    public void OnEnd(AnswerOutline answer)
    {
        var day = DateOnly.FromDateTime(begun.At.UtcDateTime);
        var cost = CallCost.Of(answer, catalog, day);
        report.Usage = cost.Usage;
        report.Cost = cost.Cost;
        report.CostWithoutCaching = report.IsKeepWarm ? 0m : cost.CostWithoutCaching;

        var known = cost.Usage is null ? CallCost.OfWhatIsKnown(answer, catalog, day) : cost;
        End(begun with
        {
            MessageId = answer.MessageId,
            Model = answer.Model ?? begun.Model,
            Knowledge = known.Usage is null ? UsageKnowledge.Unknown : cost.Usage is null ? UsageKnowledge.Partly : UsageKnowledge.Known,
            Usage = known.Usage,
            Cost = known.Cost,
            CostWithoutCaching = known.Usage is null ? null : report.IsKeepWarm ? 0m : known.CostWithoutCaching,
            Error = answer.Error ?? (answer.IsComplete || answer.IsEncoded ? null : CallFailure.Incomplete),
        });
    }

    /// <summary>An error's status says that nothing was billed, unless it only says that whoever answered was not waited for.</summary>
    public void Refuse(HttpStatusCode status) =>
        Fail(ErrorType.OfStatus((int)status).Value, status is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout);

    /// <summary>Without a connection nothing was sent, and there is nothing to write down.</summary>
    public void Break(Exception failure, CancellationToken cancellationToken)
    {
        if (SentRequest.MayHaveArrived(failure, cancellationToken))
        {
            Fail(CallFailure.Of(failure), mayBeBilled: true);
        }
    }

    private void Fail(string error, bool mayBeBilled) => End(begun with
    {
        Error = error,
        Knowledge = mayBeBilled ? UsageKnowledge.Unknown : UsageKnowledge.Known,
        Usage = mayBeBilled ? null : NoTokens,
        Cost = mayBeBilled ? null : 0m,
        CostWithoutCaching = mayBeBilled ? null : 0m,
    });

    private void End(UsageEntry entry)
    {
        report.IsUsagePartlyUnknown |= entry.Knowledge != UsageKnowledge.Known;
        book(entry with { RequestId = RequestId });
    }
}
