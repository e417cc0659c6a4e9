using Microsoft.Extensions.AI;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Options that would change the answer and that the API has nothing for: refused, so that nobody believes they count.</summary>
internal static class UnmappableOptions
{
    public static void ThrowIfAny(ChatOptions? options)
    {
        if (options is not null && Problem(options) is { } problem)
        {
            throw new NotSupportedException(problem);
        }
    }

    private static string? Problem(ChatOptions options) =>
        options.FrequencyPenalty is not null ? Say(nameof(options.FrequencyPenalty), "say in the instructions how to write")
        : options.PresencePenalty is not null ? Say(nameof(options.PresencePenalty), "say in the instructions how to write")
        : options.Seed is not null ? Say(nameof(options.Seed), "the response cache repeats an answer to an equal question")
        : options.ConversationId is not null ? Say(nameof(options.ConversationId), "the API keeps no conversations, so send all messages")
        : options.ContinuationToken is not null ? Say(nameof(options.ContinuationToken), "ask again")
        : options.AllowBackgroundResponses == true ? Say(nameof(options.AllowBackgroundResponses), "use IClaudeClient.Batches for answers that may wait")
        : null;

    private static string Say(string name, string instead) => $"Claude takes no ChatOptions.{name}: leave it unset; {instead}.";
}
