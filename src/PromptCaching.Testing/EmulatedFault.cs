namespace PromptCaching.Testing;

/// <summary>A way in which a call to the API can go wrong.</summary>
public enum EmulatedFault
{
    /// <summary>A 500 <c>api_error</c>.</summary>
    ServerError,

    /// <summary>A 529 <c>overloaded_error</c>.</summary>
    Overloaded,

    /// <summary>A 429 <c>rate_limit_error</c> with a <c>retry-after</c> of one second.</summary>
    RateLimited,

    /// <summary>A 504 <c>timeout_error</c>.</summary>
    GatewayTimeout,

    /// <summary>A 408.</summary>
    RequestTimeout,

    /// <summary>A 409 <c>conflict_error</c>.</summary>
    Conflict,

    /// <summary>A 413 from the edge, as an HTML page.</summary>
    TooLarge,

    /// <summary>A 502 of a proxy, as an HTML page.</summary>
    BadGateway,

    /// <summary>A 503 of a proxy, as plain text.</summary>
    Unavailable,

    /// <summary>The connection fails before any header.</summary>
    ConnectionFailure,

    /// <summary>The headers come late.</summary>
    SlowStart,

    /// <summary>The body comes a few bytes at a time.</summary>
    Trickle,

    /// <summary>The connection is reset after the headers.</summary>
    ResetAfterHeaders,

    /// <summary>The connection is reset somewhere in the body.</summary>
    ResetInBody,

    /// <summary>The body ends somewhere, politely: a cut stream, or cut JSON.</summary>
    CutBody,

    /// <summary>The body ends short of its Content-Length; a stream, which has none, just ends.</summary>
    ShortBody,

    /// <summary>No body at all.</summary>
    EmptyBody,

    /// <summary>Bytes without any sense in place of the body.</summary>
    Garbage,

    /// <summary>A wrong content type: JSON told as HTML, a stream told as JSON.</summary>
    WrongContentType,

    /// <summary>Every event of a stream twice.</summary>
    DuplicatedEvents,

    /// <summary>Events of an unknown type between those of a stream.</summary>
    UnknownEvents,

    /// <summary>Many pings between the events of a stream.</summary>
    PingFlood,

    /// <summary>An error event somewhere in a stream, of any type that the API has for it.</summary>
    ErrorEvent,
}
