using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The faults that befall an answer on its way; where in it, chance decides.</summary>
internal static class BodyFaults
{
    private const int LongestGarbage = 400;
    private const int LongestPart = 4;
    private const int MostPings = 50;

    private static readonly ApiError[] _errors =
    [
        new(200, "overloaded_error", "Overloaded"),
        new(200, "api_error", "Internal server error"),
        new(200, "rate_limit_error", "This request would exceed your organization's rate limit."),
        new(200, "timeout_error", "The request timed out."),
    ];

    public static IReplyFault Of(EmulatedFault fault, Reply reply, Chance chance, EmulatedFaults settings) => fault switch
    {
        EmulatedFault.SlowStart => new SlowStart(settings.SlowStart),
        EmulatedFault.Trickle => new Trickle(1 + chance.Below(LongestPart), settings.TrickleDelay),
        EmulatedFault.ResetAfterHeaders => new CutBody(Bytes: 0, IsReset: true),
        EmulatedFault.ResetInBody => new CutBody(Bytes: 1 + chance.Below(Length(reply) - 1), IsReset: true),
        EmulatedFault.CutBody => new CutBody(Bytes: 1 + chance.Below(Length(reply) - 1)),
        EmulatedFault.ShortBody => new CutBody(Bytes: 1 + chance.Below(Length(reply) - 1), KeepsLength: true),
        EmulatedFault.EmptyBody => new CutBody(Bytes: 0),
        EmulatedFault.Garbage => new ReplacedBody(Garbage(chance)),
        EmulatedFault.WrongContentType => new WrongContentType(reply.IsStream ? Reply.JsonType : ProxyPage.Html),
        EmulatedFault.DuplicatedEvents => new DuplicatedEvents(),
        EmulatedFault.UnknownEvents => InsertedEvents.OfUnknownType,
        EmulatedFault.PingFlood => InsertedEvents.Pings(1 + chance.Below(MostPings)),
        EmulatedFault.ErrorEvent => new ErrorInStream(chance.Below(reply.Frames.Count), _errors[chance.Below(_errors.Length)]),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "This fault leaves no answer to change."),
    };

    /// <summary>Bytes of every value, so that they are neither JSON nor UTF-8.</summary>
    public static byte[] Garbage(Chance chance)
    {
        var bytes = new byte[1 + chance.Below(LongestGarbage)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)chance.Below(byte.MaxValue + 1);
        }

        bytes[0] = byte.MaxValue;
        return bytes;
    }

    private static int Length(Reply reply) => reply.Frames.Sum(static frame => frame.Length);
}
