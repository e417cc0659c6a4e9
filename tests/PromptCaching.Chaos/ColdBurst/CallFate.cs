namespace PromptCaching.Chaos.ColdBurst;

/// <summary>What happens to one call of a burst.</summary>
internal enum CallFate
{
    Streams,

    DoesNotStream,

    /// <summary>Its connection breaks before an answer begins.</summary>
    Breaks,

    /// <summary>The API is overloaded.</summary>
    IsRefused,

    /// <summary>Its caller leaves, before or after the answer begins.</summary>
    Leaves,
}
