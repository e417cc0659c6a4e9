namespace PromptCaching.Chaos.RedisStorm;

/// <summary>
/// A clock that shows five hundred seconds for one: a store that failed is asked again at once, as in a storm that lasts for hours. Timers take
/// their real time, so nothing is given up earlier.
/// </summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Hurry = 500;
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_begun) * Hurry);

    public override long GetTimestamp() => _begun + ((System.GetTimestamp() - _begun) * Hurry);
}
