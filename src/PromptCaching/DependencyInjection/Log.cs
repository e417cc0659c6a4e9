using Microsoft.Extensions.Logging;
using PromptCaching.Authentication;

namespace PromptCaching.DependencyInjection;

internal static partial class Log
{
    [LoggerMessage(EventId = 100, EventName = nameof(KeyIsMissing), Level = LogLevel.Warning, Message = AuthenticationHandler.KeyIsMissing)]
    public static partial void KeyIsMissing(this ILogger logger);

    [LoggerMessage(EventId = 101, EventName = nameof(ChangedOptionsAreWrong), Level = LogLevel.Error,
        Message = "The configuration was changed to something that cannot be; the last good options hold. {Problem}")]
    public static partial void ChangedOptionsAreWrong(this ILogger logger, string problem);

    [LoggerMessage(EventId = 102, EventName = nameof(SecretIsUnreadable), Level = LogLevel.Warning,
        Message = "The directory's own secret cannot be used; what is stored hangs on the API key until it can. {Problem}")]
    public static partial void SecretIsUnreadable(this ILogger logger, string problem);

    [LoggerMessage(EventId = 103, EventName = nameof(CallsDoNotEnd), Level = LogLevel.Warning,
        Message = "The client was disposed of, and a call that was cancelled had not ended after {Time}: the handler that sends it does not listen.")]
    public static partial void CallsDoNotEnd(this ILogger logger, TimeSpan time);
}
