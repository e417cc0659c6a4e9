using System.Globalization;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>Numbers the calls and dates them: by the clock, or with a virtual clock by what each call says of itself.</summary>
internal sealed class ArrivalClock(bool isVirtual, TimeProvider clock)
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private readonly Lock _gate = new();
    private DateTimeOffset? _latest;
    private long _arrived;

    public Arrival Next(RequestHead head)
    {
        var number = Interlocked.Increment(ref _arrived);
        if (!isVirtual)
        {
            return new Arrival(number, clock.GetUtcNow());
        }

        return head.Header(ClaudeEmulator.TimeHeader) switch
        {
            null => new Arrival(number, Latest()),
            { } text when TryParse(text, out var instant) => new Arrival(number, See(instant)),
            { } text => new Arrival(number, Latest(), Refuse(text)),
        };
    }

    private static bool TryParse(string header, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        header, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private static ApiError Refuse(string header) => ApiError.Invalid(
        $"{ClaudeEmulator.TimeHeader}: \"{header}\" is not an instant. Send one as RFC 3339 has it, such as 2026-01-31T12:00:00.000Z.");

    private DateTimeOffset Latest()
    {
        lock (_gate)
        {
            return _latest ?? clock.GetUtcNow();
        }
    }

    private DateTimeOffset See(DateTimeOffset instant)
    {
        lock (_gate)
        {
            _latest = _latest > instant ? _latest : instant;
            return instant;
        }
    }
}
