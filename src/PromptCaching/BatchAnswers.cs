using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Messages.Batches;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>Hangs on an answer out of a batch what it cost. The API says in the usage that it was made in a batch, which halves every price.</summary>
internal static class BatchAnswers
{
    public static MessageBatchResult WithReport(MessageBatchResult result, ModelCatalog catalog, DateOnly day) =>
        result.Result is SucceededOutcome { Message: var message } succeeded
            ? result with { Result = succeeded with { Message = message with { Attachment = ReportOf(message, catalog, day) } } }
            : result;

    private static CallReport ReportOf(Message message, ModelCatalog catalog, DateOnly day)
    {
        // What the answer says is no part of its bill.
        var outline = AnswerScan.Read(WireJson.ToUtf8Bytes((message with { Content = [] }).WriteTo), isStream: false);
        var cost = CallCost.Of(outline, catalog, day);
        return new CallReport
        {
            IsComplete = true,
            Source = CallSource.Api,
            Attempts = 1,
            Model = message.Model,
            MessageId = message.Id,
            StopReason = message.StopReason?.Value,
            Usage = cost.Usage,
            Cost = cost.Cost,
            CostWithoutCaching = cost.CostWithoutCaching,
        };
    }
}
