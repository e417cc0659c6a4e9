using System.Net;
using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Whether a request comes from this machine.</summary>
internal static class LocalConnection
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"];

    /// <summary>
    /// A connection without an address is one of this machine: a Unix socket, a pipe, or no network at all. One from a proxy on this machine is not:
    /// its callers may be anywhere.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !Forwarding.Any(context.Request.Headers.ContainsKey);

    /// <summary>
    /// Whether it also names this machine as what it wants to reach: a page from elsewhere whose name was made to point at this machine is let in by
    /// browsers, but they send that name along. Who sends none is no browser.
    /// </summary>
    public static bool IsLocalByName(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return IsLocal(context)
            && (host.Length == 0
                || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
    }
}
