namespace PromptCaching;

/// <summary>Where a call stands that waits for quota.</summary>
/// <param name="Position">Its place in the queue; 1 is next.</param>
/// <param name="ExpectedWait">How long until its turn, if all goes as expected.</param>
public readonly record struct QueuePosition(int Position, TimeSpan ExpectedWait);
