using System.Net.Sockets;

namespace PromptCaching.Storage;

/// <summary>Sorts what stores throw. Every store has exceptions of its own; what they have in common is their name and what is inside them.</summary>
internal static class StoreFaults
{
    public static StoreFault Of(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case TimeoutException:
                    return StoreFault.Timeout;
                case SocketException or IOException or HttpRequestException:
                    return StoreFault.Connection;
                default:
                    if (inner.GetType().Name.Contains("Connection", StringComparison.Ordinal))
                    {
                        return StoreFault.Connection;
                    }

                    break;
            }
        }

        return StoreFault.Other;
    }

    /// <summary>What statistics call it.</summary>
    public static string NameOf(StoreFault fault) => fault switch
    {
        StoreFault.NotAsked => "not-asked",
        StoreFault.Timeout => "timeout",
        StoreFault.Connection => "connection",
        _ => "other",
    };
}
