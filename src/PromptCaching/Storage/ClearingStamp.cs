namespace PromptCaching.Storage;

/// <summary>That a label was cleared, or that the content of its name is now another.</summary>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="Content">The hash of the content from then on; 0 where everything that has the label is cleared.</param>
internal readonly record struct ClearingStamp(long At, ulong Content)
{
    /// <summary>Of two stamps of one label the later holds, in whatever order they are met.</summary>
    public static ClearingStamp Later(ClearingStamp one, ClearingStamp other) =>
        (one.At, one.Content).CompareTo((other.At, other.Content)) >= 0 ? one : other;
}
