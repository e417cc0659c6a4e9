using Microsoft.Extensions.Logging;

namespace PromptCaching.AspNetCore;

/// <summary>What a gateway says: names, routes and numbers, never a header, a key, a body or an address that a caller wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 900, EventName = nameof(Answered), Level = LogLevel.Debug, Message = "{Caller}: {Route} was answered with {Status}.")]
    public static partial void Answered(this ILogger logger, string caller, string route, int status);

    [LoggerMessage(EventId = 901, EventName = nameof(Refused), Level = LogLevel.Debug, Message = "{Route} was refused with {Status}, {Kind}.")]
    public static partial void Refused(this ILogger logger, string route, int status, string kind);

    [LoggerMessage(EventId = 902, EventName = nameof(RefusedRemote), Level = LogLevel.Warning,
        Message = "A caller on another machine was refused; said once. Set ClaudeGateway:AllowRemote to answer other machines.")]
    public static partial void RefusedRemote(this ILogger logger);

    [LoggerMessage(EventId = 903, EventName = nameof(Broken), Level = LogLevel.Debug,
        Message = "{Route}: the answer broke off ({Kind}), and so did the caller's connection.")]
    public static partial void Broken(this ILogger logger, string route, string kind);

    [LoggerMessage(EventId = 904, EventName = nameof(Failed), Level = LogLevel.Error, Message = "{Route} failed inside the gateway.")]
    public static partial void Failed(this ILogger logger, Exception failure, string route);
}
