using PromptCaching.Testing.Faults;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing;

/// <content>What goes wrong on the way. Several faults hold in the order in which they were given.</content>
public sealed partial record EmulatedAnswer
{
    /// <summary>Ends the body early, as a proxy does that closes politely: the reader sees an end of stream.</summary>
    /// <param name="events">How many stream events arrive; an answer without streaming counts as one.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer CutAfter(int events) => With(new CutBody(Events: NotNegative(events)));

    /// <summary>Ends the body early, at any byte; the Content-Length is that of what is left.</summary>
    /// <param name="bytes">How many bytes arrive.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer CutAfterBytes(int bytes) => With(new CutBody(Bytes: NotNegative(bytes)));

    /// <summary>Ends the body short of its Content-Length: the reader gets an <see cref="HttpIOException"/>. A stream has no length and just ends.</summary>
    /// <param name="bytes">How many bytes arrive.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer CutShortOfLength(int bytes) => With(new CutBody(Bytes: NotNegative(bytes), KeepsLength: true));

    /// <summary>Breaks the connection in the middle of the body: the reader gets an <see cref="HttpIOException"/>.</summary>
    /// <param name="events">How many stream events arrive before; an answer without streaming counts as one.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer ResetAfter(int events) => With(new CutBody(Events: NotNegative(events), IsReset: true));

    /// <summary>Breaks the connection at any byte of the body: the reader gets an <see cref="HttpIOException"/>.</summary>
    /// <param name="bytes">How many bytes arrive before; 0 breaks it right after the headers.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer ResetAfterBytes(int bytes) => With(new CutBody(Bytes: NotNegative(bytes), IsReset: true));

    /// <summary>Ends a stream with an error event; an answer without streaming stays as it is.</summary>
    /// <param name="events">How many events arrive before it.</param>
    /// <param name="type">The error type.</param>
    /// <param name="message">The text.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer ErrorAfter(int events, string type = "overloaded_error", string message = "Overloaded") =>
        With(new ErrorInStream(NotNegative(events), new ApiError(200, type, message)));

    /// <summary>Sends other bytes in place of the body.</summary>
    /// <param name="body">The bytes; none at all for an empty body.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithBody(ReadOnlyMemory<byte> body) => With(new ReplacedBody(body));

    /// <summary>Sends bytes without any sense in place of the body: neither JSON nor UTF-8.</summary>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithGarbage(int seed = 0) => With(new ReplacedBody(BodyFaults.Garbage(new Chance(seed, 0))));

    /// <summary>Tells the body under another content type.</summary>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithContentType(string contentType) => With(new WrongContentType(contentType));

    /// <summary>Sends every event of a stream twice.</summary>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithDuplicatedEvents() => With(new DuplicatedEvents());

    /// <summary>Sends an event of a type that no client knows before each event of a stream.</summary>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithUnknownEvents() => With(InsertedEvents.OfUnknownType);

    /// <summary>Sends pings before each event of a stream.</summary>
    /// <param name="times">How many.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EmulatedAnswer WithPings(int times) => With(InsertedEvents.Pings(NotNegative(times)));

    /// <summary>Sends the body a few bytes at a time.</summary>
    /// <param name="bytes">The bytes of each part, 1 at least; a part never crosses the end of an event.</param>
    /// <param name="delay">The wait before each part but the first, on the emulator's clock.</param>
    /// <returns>The changed answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is below 1.</exception>
    public EmulatedAnswer Trickling(int bytes, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return With(new Trickle(bytes, delay));
    }

    private EmulatedAnswer With(IReplyFault fault) => this with { Faults = Faults.Add(fault) };

    private static int NotNegative(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count;
    }
}
