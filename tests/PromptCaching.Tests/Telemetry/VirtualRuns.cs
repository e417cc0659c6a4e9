using PromptCaching.Testing;

namespace PromptCaching.Tests.Telemetry;

internal static class VirtualRuns
{
    /// <summary>Moves the clock from timer to timer until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this ManualTimeProvider clock, Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (!clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        return await work;
    }
}
