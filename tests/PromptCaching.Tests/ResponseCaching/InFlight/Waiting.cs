namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>A guard against waiting for ever, far beyond anything that is waited for.</summary>
internal static class Waiting
{
    private static readonly TimeSpan _forever = TimeSpan.FromMinutes(2);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(_forever);

    public static Task Soon(this Task task) => task.WaitAsync(_forever);
}
