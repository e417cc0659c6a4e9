namespace PromptCaching.Storage;

/// <summary>How one value is stored.</summary>
public sealed record CacheTerms
{
    /// <summary>Gets how long the value is served.</summary>
    /// <value>The default is <see langword="null"/>: by its score where the region has a rule for scores, else the region's time to live.</value>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Gets names by which values can be cleared together.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>Gets the contents that the value was made from: the name of each and a hash that changes with it.</summary>
    /// <value>The default is none.</value>
    /// <remarks>When the hash of a name is set with <c>SetContentAsync</c>, values of other hashes are served no more; those of the same one stay.</remarks>
    public IReadOnlyDictionary<string, string> DependsOn { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how good the value is, in the opinion of whoever validated it; the region's rule for scores makes a time to live of it.</summary>
    /// <value>The default is <see langword="null"/>: nobody has judged it.</value>
    public double? Score { get; init; }

    internal static CacheTerms Default { get; } = new();

    internal EntryLabel[] Labels() =>
        [.. Tags.Select(EntryLabel.Tag), .. DependsOn.Select(static content => EntryLabel.ContentOf(content.Key, content.Value))];
}
