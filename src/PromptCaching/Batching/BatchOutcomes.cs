using System.Globalization;
using System.Net;
using System.Text.Json;
using PromptCaching.Messages.Batches;

namespace PromptCaching.Batching;

/// <summary>Says what became of a request of a batch in the words of a run.</summary>
internal static class BatchOutcomes
{
    public static GenerateManyResult ResultOf(NumberedItem item, BatchOutcome outcome) => outcome switch
    {
        SucceededOutcome { Message: var message } => item.Answered(message, message.GetCallReport()?.Cost),
        ErroredOutcome errored => item.Failed(ErrorOf(errored)),
        CanceledOutcome => item.Failed(new ClaudeException("The batch was canceled before this request was reached."), GenerateManyOutcome.Canceled),
        ExpiredOutcome => item.Failed(
            new ClaudeException("The batch's day was over before this request was reached: ask again."), GenerateManyOutcome.Expired),
        _ => item.Failed(new ClaudeException($"The batch has a result of a kind that is not known: '{outcome.Type}'.")),
    };

    private static ClaudeApiException ErrorOf(ErroredOutcome errored)
    {
        var type = new ErrorType(errored.ErrorKind ?? ErrorType.Api.Value);
        var text = errored.ErrorMessage ?? "no further explanation.";
        return new ClaudeApiException(string.Create(CultureInfo.InvariantCulture, $"The API refused a request of a batch ({type}): {text}"))
        {
            StatusCode = (HttpStatusCode)type.Status,
            ErrorType = type,
            RequestId = errored.Error.ValueKind == JsonValueKind.Object && errored.Error.TryGetProperty("request_id", out var id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
        };
    }
}
