namespace PromptCaching.Chaos.TransportFaults;

/// <summary>What befalls one attempt.</summary>
internal enum Fault
{
    None,
    NoConnection,
    ResetBeforeHeaders,
    ResetInHeaders,
    NoHeaders,
    Status408,
    Status409,
    Status429,
    Status500,
    Status502,
    Status503,
    Status504,
    Status529,

    // A stream, before its first content.
    CutBefore,
    ResetBefore,
    SilentBefore,
    OverloadedBefore,
    FailedBefore,
    TimedOutBefore,

    // What is final.
    Status400,
    CutAfter,
    ResetAfter,
    SilentAfter,
    OverloadedAfter,
    ResetInBody,
}
