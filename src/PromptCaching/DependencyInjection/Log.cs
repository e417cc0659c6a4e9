using Microsoft.Extensions.Logging;
using PromptCaching.Authentication;

namespace PromptCaching.DependencyInjection;

internal static partial class Log
{
    [LoggerMessage(EventId = 100, EventName = nameof(KeyIsMissing), Level = LogLevel.Warning, Message = AuthenticationHandler.KeyIsMissing)]
    public static partial void KeyIsMissing(this ILogger logger);
}
