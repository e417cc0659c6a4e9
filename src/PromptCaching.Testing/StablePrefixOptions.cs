using PromptCaching.CacheControl;

namespace PromptCaching.Testing;

/// <summary>What <see cref="CacheAssertions.ShouldHaveAStablePrefix"/> lets pass.</summary>
public sealed class StablePrefixOptions
{
    /// <summary>Gets or sets the kinds of volatile text that may stand in the prefix, such as a date that costs one write a day.</summary>
    /// <value>The default is none.</value>
    public ISet<VolatileKind> AllowedText { get; set; } = new HashSet<VolatileKind>();

    /// <summary>Gets or sets the kinds of drift that may lie between two calls of one conversation.</summary>
    /// <value>The default is none.</value>
    /// <remarks>Only the first difference between two calls is known: behind one that is allowed, nothing is looked at.</remarks>
    public ISet<PrefixDriftKind> AllowedDrift { get; set; } = new HashSet<PrefixDriftKind>();

    /// <summary>Gets or sets the severity from which on volatile text counts.</summary>
    /// <value>The default is <see cref="VolatileSeverity.Low"/>: all of it.</value>
    public VolatileSeverity LeastSeverity { get; set; }
}
