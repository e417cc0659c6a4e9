using PromptCaching.Messages;

namespace PromptCaching.Requests;

/// <summary>What a batch does not take of its requests. The API says so only when the batch has ended, which may be a day later.</summary>
internal static class BatchItemChecks
{
    public static string? Problem(MessageRequest request) =>
        request.MaxTokens == 0 ? "A batch warms no prompt cache (MaxTokens 0): call PreWarmAsync, or send a batch of one request first."
        : request.Speed is not null ? "A batch has no Speed: leave it unset."
        : null;
}
