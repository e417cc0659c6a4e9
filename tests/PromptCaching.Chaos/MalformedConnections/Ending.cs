namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>What becomes of a connection after something was sent over it.</summary>
internal enum Ending
{
    /// <summary>It is kept for the next request.</summary>
    Keep,

    /// <summary>It is read until the server closes it.</summary>
    Drain,

    /// <summary>The sending side is closed, and the rest is read.</summary>
    HalfClose,

    /// <summary>It is closed politely, whatever is under way.</summary>
    HangUp,

    /// <summary>It is reset, whatever is under way.</summary>
    Reset,
}
