namespace PromptCaching.CacheControl;

/// <summary>What kind of text in a prompt looks as if it were another one in the next request.</summary>
public enum VolatileKind
{
    /// <summary>A day that is said to be the present one; it changes at midnight.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A day with its time.</summary>
    Timestamp,

    /// <summary>Seconds or milliseconds since 1970 behind a word such as <c>now</c> or <c>timestamp</c>.</summary>
    EpochTime,

    /// <summary>A UUID.</summary>
    Guid,

    /// <summary>A ULID.</summary>
    Ulid,

    /// <summary>The id of a request, trace, session or conversation, with its label.</summary>
    Identifier,

    /// <summary>A number that counts requests or attempts.</summary>
    Counter,

    /// <summary>Random text: a labelled nonce, or 16 hexadecimal digits and more.</summary>
    Nonce,
}
