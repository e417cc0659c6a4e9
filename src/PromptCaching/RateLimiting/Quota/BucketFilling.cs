namespace PromptCaching.RateLimiting.Quota;

/// <summary>Where the tokens of a pool come from.</summary>
/// <param name="IsByTime">Whether they come by time; else another hands them out.</param>
/// <param name="IsShared">Whether other processes use the same limits by the same means.</param>
/// <param name="Share">The part of the limits that this process has, or may expect.</param>
internal readonly record struct BucketFilling(bool IsByTime, bool IsShared, double Share)
{
    /// <summary>The limits are this process's own.</summary>
    public static BucketFilling Own { get; } = new(IsByTime: true, IsShared: false, 1);

    /// <summary>What is used is granted by the shared quota.</summary>
    public static BucketFilling Granted(int processes) => new(IsByTime: false, IsShared: true, 1.0 / processes);

    /// <summary>The shared quota is away: an equal part for each.</summary>
    public static BucketFilling Alone(int processes) => new(IsByTime: true, IsShared: true, 1.0 / processes);
}
