using System.Net;
using System.Net.Sockets;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>Ports that nobody listens on; somebody may take one before it is used, so who starts a server tries again.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
