using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Bytes that are no well-formed HTTP: the web server may say so in its own words, or close the connection.</summary>
internal static class WireDamage
{
    private const int GarbageLength = 3000;
    private const int HeaderTooLong = 40_000;
    private const int HeadersTooMany = 120;

    /// <summary>A framing that is refused at once.</summary>
    private static readonly string[] BrokenFraming =
    [
        "Content-Length: -1", "Content-Length: ten", "Content-Length: 1\r\nContent-Length: 2", "Content-Length: 99999999999999999999",
        "Content-Length: 0x10",
        "Transfer-Encoding: surprise", "Transfer-Encoding: chunked, gzip", "Content-Length: 1, 1",
    ];

    private static readonly string[] BrokenLines =
    [
        "POST", "POST /v1/messages", "POST  /v1/messages HTTP/1.1", "POST /v1/messages HTTP/3.7", "POST /v1/messages HTTP/1.1 surprise",
        "POST v1/messages HTTP/1.1",
        "P\0ST /v1/messages HTTP/1.1", " POST /v1/messages HTTP/1.1", "POST /v1/mess ages HTTP/1.1", "POST /v1/caf\u00e9 HTTP/1.1",
        "GET /v1/messages/%00 HTTP/1.1",
    ];

    private static readonly string[] BrokenHeaders =
        ["no colon", " folded: value", ": no name", "na me: value", "name : value", "control: \u0001\0", "lone: carriage\rreturn", "Host: another"];

    public static Transmission Refused(RawRequest request, Random chance) => new(
        chance.Next(6) switch
        {
            0 => request.ToBytes(Any(BrokenFraming, chance), request.Body),
            1 => request.ToBytes(Any(BrokenHeaders, chance), []),
            2 => request.ToBytes("x-long: " + new string('x', HeaderTooLong), []),
            3 => request.ToBytes(string.Join("\r\n", Enumerable.Range(0, HeadersTooMany).Select(static number => $"x-{number}: y")), []),
            4 => (request with { Target = "/" + new string('x', HeaderTooLong) }).ToBytes(),
            _ => Encoding.UTF8.GetBytes($"{Any(BrokenLines, chance)}\r\nHost: emulator\r\n\r\n"),
        },
        Ending.Drain);

    public static Transmission BrokenChunks(RawRequest request, Random chance) =>
        new(request.ToBytes(Chunks.Framing, Chunks.Broken(request.Body, chance)), chance.Next(4) == 0 ? AnyEnd(chance) : Ending.HalfClose);

    public static Transmission WrongLength(RawRequest request, Random chance)
    {
        var extra = chance.Next(1, Math.Max(2, request.Body.Length));
        return chance.Next(4) switch
        {
            0 => new(request.ToBytes($"Content-Length: {request.Body.Length + extra}", request.Body), AnyEnd(chance)),
            1 => new(request.ToBytes($"Content-Length: {long.MaxValue}", request.Body), AnyEnd(chance)),
            2 => new(request.ToBytes(null, [.. request.Body, .. "x\r\n\r\n"u8]), Ending.Drain) { MustAnswer = [request.Method] },
            _ => new(request.ToBytes($"Content-Length: {Math.Max(0, request.Body.Length - extra)}", [.. request.Body, .. "x\r\n\r\n"u8]), AnyEnd(chance)),
        };
    }

    public static Transmission Garbage(Random chance)
    {
        var bytes = new byte[chance.Next(1, GarbageLength)];
        chance.NextBytes(bytes);
        return chance.Next(4) switch
        {
            // Another protocol's first words: a TLS handshake, and the preface of HTTP/2, which Kestrel answers in that protocol before it closes.
            0 => new([0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3, .. bytes], AnyEnd(chance)),
            1 => new([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. bytes], Ending.HangUp) { BytesToRead = int.MaxValue },
            2 => new([.. "\r\n\r\n"u8, .. bytes], AnyEnd(chance)),
            _ => new(bytes, AnyEnd(chance)),
        };
    }

    public static Ending AnyEnd(Random chance) => chance.Next(3) switch
    {
        0 => Ending.HangUp,
        1 => Ending.Reset,
        _ => Ending.HalfClose,
    };

    private static string Any(string[] choices, Random chance) => choices[chance.Next(choices.Length)];
}
