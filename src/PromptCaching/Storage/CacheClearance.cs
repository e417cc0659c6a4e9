namespace PromptCaching.Storage;

/// <summary>That something was cleared.</summary>
/// <param name="What">What was cleared.</param>
/// <param name="At">What was asked up to this time (UTC) is served no more; by this process from now on, by others within a second.</param>
/// <param name="IsShared">
/// Whether the store has taken it, so that other processes will learn of it. While it has not, this process goes on trying as long as it lives.
/// </param>
public sealed record CacheClearance(string What, DateTimeOffset At, bool IsShared);
