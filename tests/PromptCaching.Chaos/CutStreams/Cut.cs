namespace PromptCaching.Chaos.CutStreams;

/// <summary>What comes instead of the rest of a stream.</summary>
internal enum Cut
{
    /// <summary>A clean end, as from a proxy that gives up.</summary>
    End,

    /// <summary>A connection that breaks.</summary>
    Reset,

    /// <summary>Nothing any more, until the caller leaves.</summary>
    Stall,

    /// <summary>Random bytes, and then the end.</summary>
    Garbage,
}
