using System.Text.RegularExpressions;

namespace PromptCaching.CacheControl.Linting;

/// <summary>A spelling of something that changes. The group <c>value</c>, where there is one, is the part that does.</summary>
internal sealed record VolatilePattern(VolatileKind Kind, VolatileSeverity Severity, Evidence Needs, Regex Regex)
{
    public bool IsClock => Kind is VolatileKind.Date or VolatileKind.Time or VolatileKind.Timestamp;

    /// <summary>Whether the text names what the value is, so that it needs no guess.</summary>
    public bool IsLabelled => Kind is VolatileKind.EpochTime or VolatileKind.Identifier;
}

/// <summary>What a match needs besides its spelling.</summary>
internal enum Evidence
{
    /// <summary>Nothing: hardly anything else is spelled like this.</summary>
    Spelling,

    /// <summary>Words in front of it that say it is the present.</summary>
    SaidToBeNow,
}
