using Microsoft.Extensions.Logging;

namespace PromptCaching.ResponseCaching;

internal static partial class Log
{
    [LoggerMessage(EventId = 200, EventName = nameof(Hit), Level = LogLevel.Debug, Message = "Answered from the response cache; the answer is {Age} old.")]
    public static partial void Hit(this ILogger logger, TimeSpan age);

    [LoggerMessage(EventId = 201, EventName = nameof(ScopeMissing), Level = LogLevel.Warning,
        Message = "The answer is not cached: the call carries a bearer token, and no scope says whose it is. Set ClaudeCall.Scope.")]
    public static partial void ScopeMissing(this ILogger logger);

    [LoggerMessage(EventId = 202, EventName = nameof(NotStored), Level = LogLevel.Debug,
        Message = "The answer is not stored: {Reason}.")]
    public static partial void NotStored(this ILogger logger, string reason);

    [LoggerMessage(EventId = 203, EventName = nameof(ServedStale), Level = LogLevel.Warning,
        Message = "The API gave no answer ({Reason}); a stored one that is past its time was served.")]
    public static partial void ServedStale(this ILogger logger, string reason);

    [LoggerMessage(EventId = 204, EventName = nameof(EmbeddingFailed), Level = LogLevel.Warning,
        Message = "A text got no vector, so no similar answer was looked for; said once. Questions are asked as if similar answers were off.")]
    public static partial void EmbeddingFailed(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 205, EventName = nameof(SecretMissing), Level = LogLevel.Warning,
        Message = "This client sends tokens, from which no secret is derived, so its stored answers are sealed with one of this process: other processes, "
            + "and this program after a restart, do not find them in the store. Set Claude:ResponseCaching:Secret.")]
    public static partial void SecretMissing(this ILogger logger);

    [LoggerMessage(EventId = 209, EventName = nameof(ConsentFailed), Level = LogLevel.Warning,
        Message = "ResponseCachingOptions.MayStore threw, so the answer is not stored; the call goes on.")]
    public static partial void ConsentFailed(this ILogger logger, Exception fault);
}
