namespace PromptCaching.Redis.Tests.Support;

/// <summary>Waits for what only a server's own clock decides: asks again until it is so, or far too much time has gone.</summary>
internal static class Eventually
{
    /// <summary>How long anything may take before it counts as hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task BecomesTrueAsync(Func<Task<bool>> isTrue, string what)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        while (!await isTrue().WaitAsync(Patience))
        {
            (clock.GetElapsedTime(started) < Patience).Should().BeTrue(what);
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        }
    }

    /// <summary>Repeats what fails while a server is away.</summary>
    public static Task SucceedsAsync(Func<Task> attempt) => BecomesTrueAsync(
        async () =>
        {
            try
            {
                await attempt();
                return true;
            }
            catch (Exception fault) when (Failures.AreOfTheStore(fault))
            {
                return false;
            }
        },
        "the store must work again");
}
