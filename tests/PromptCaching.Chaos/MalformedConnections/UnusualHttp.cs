using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>What HTTP allows and hardly anybody sends: it is answered like anything else.</summary>
internal static class UnusualHttp
{
    private static readonly string[] Headers =
    [
        "Expect: 100-continue", "Connection: close", "Connection: keep-alive, surprise", "Connection: Upgrade\r\nUpgrade: websocket",
        "Transfer-Encoding-Of: none",
        "Accept-Encoding: gzip;q=surprise", "x-empty:", "X-Tab:\tvalue\t", "Cookie: a=b; c", "Range: bytes=5-1", "If-None-Match: *", "TE: trailers",
        "anthropic-workspace-id: caf\u00e9", "anthropic-workspace-id: \u0001",
        "anthropic-workspace-id: a\tb", "x-emulator-time: surprise", "Origin: null", "Forwarded: for=\"_x\"", "Content-Encoding: gzip",
    ];

    public static Transmission Of(RawRequest request, Random chance) => chance.Next(6) switch
    {
        0 => Drained((request with { Version = "HTTP/1.0" }).ToBytes(), request.Method),
        1 => Kept((request with { Target = "http://emulator" + request.Target }).ToBytes(), request.Method),
        2 => Kept(Encoding.UTF8.GetBytes("OPTIONS * HTTP/1.1\r\nHost: emulator\r\n\r\n"), "OPTIONS"),
        3 => Kept(Encoding.UTF8.GetBytes("CONNECT emulator:443 HTTP/1.1\r\nHost: emulator:443\r\n\r\n"), "CONNECT"),
        4 => Kept(request.ToBytes(Chunks.Framing, Chunks.Sound(request.Body, chance)), request.Method),
        _ => Kept((request with { Headers = [.. request.Headers, Headers[chance.Next(Headers.Length)]] }).ToBytes(), request.Method),
    };

    private static Transmission Kept(byte[] bytes, string method) => new(bytes, Ending.Keep) { MustAnswer = [method] };

    private static Transmission Drained(byte[] bytes, string method) => new(bytes, Ending.Drain) { MustAnswer = [method] };
}
