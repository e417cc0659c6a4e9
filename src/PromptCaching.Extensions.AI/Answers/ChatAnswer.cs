using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>An answer of ours as a <see cref="ChatResponse"/>.</summary>
internal static class ChatAnswer
{
    public static ChatResponse From(Message answer, DateTimeOffset now)
    {
        var report = answer.GetCallReport();
        var created = CreatedAt(report, now);
        AIContent[] contents = [.. BlockContents.OfAll(answer.Content), .. Refusals.In(answer.StopReason, answer.StopDetails)];
        var message = new ChatMessage(ChatRole.Assistant, contents)
        {
            MessageId = answer.Id,
            CreatedAt = created,
            RawRepresentation = answer,
        };
        return new ChatResponse(message)
        {
            ResponseId = answer.Id,
            ModelId = answer.Model,
            CreatedAt = created,
            FinishReason = FinishReasons.From(answer.StopReason),
            Usage = UsageCounts.From(answer.Usage),
            RawRepresentation = answer,
            AdditionalProperties = PropertiesOf(report),
        };
    }

    /// <summary>The API does not date its answers; a stored one is as old as it is.</summary>
    public static DateTimeOffset CreatedAt(CallReport? report, DateTimeOffset now) => now - (report?.Age ?? TimeSpan.Zero);

    public static AdditionalPropertiesDictionary? PropertiesOf(CallReport? report) => report is null ? null : new() { [PropertyNames.Report] = report };
}
