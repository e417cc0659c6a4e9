namespace PromptCaching.Chaos.StoreFaults;

/// <summary>What a store returns instead of what it was given.</summary>
internal enum Lie
{
    /// <summary>The value of another key of the same region.</summary>
    AnotherKey,

    /// <summary>The value of the same key in another region.</summary>
    AnotherRegion,

    /// <summary>What another tenant wrote under the very same key, sealed with another secret.</summary>
    AnotherTenant,

    /// <summary>What a process wrote under the very same key that encrypts, where this one does not, or the reverse.</summary>
    AnotherEncryption,

    /// <summary>The beginning.</summary>
    Truncated,

    /// <summary>More than was stored.</summary>
    Continued,

    /// <summary>One bit is another.</summary>
    BitFlipped,

    /// <summary>No bytes, which is not the same as no value.</summary>
    Empty,

    /// <summary>Any bytes.</summary>
    Random,

    /// <summary>The byte of another version.</summary>
    AnotherVersion,

    /// <summary>A header that says that the payload is packed otherwise.</summary>
    AnotherPacking,

    /// <summary>The header of one entry and the payload of another.</summary>
    Spliced,

    /// <summary>The right bytes, after a clearing.</summary>
    AfterClearing,

    /// <summary>The right bytes, after their time.</summary>
    AfterExpiry,
}
