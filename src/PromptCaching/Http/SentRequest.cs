using System.Net.Sockets;

namespace PromptCaching.Http;

/// <summary>What a failure says of how far a request came.</summary>
internal static class SentRequest
{
    /// <summary>A connection that was never made carried nothing; of any other failure nobody knows how far the request came.</summary>
    public static bool MayHaveArrived(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        HttpRequestException request => !(request.HttpRequestError is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            || request.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }),

        // A connection that was not made in time comes as a cancellation that nobody asked for.
        OperationCanceledException { InnerException: TimeoutException } => cancellationToken.IsCancellationRequested,
        _ => true,
    };
}
