namespace PromptCaching.Chaos.TransportFaults;

/// <summary>Waits until somebody has had enough; unlike a delay it ends on the thread that says so, so that a run is the same every time.</summary>
internal static class Silence
{
    public static async Task UntilCanceledAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource();
        await using var leaving = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        await never.Task.ConfigureAwait(false);
    }
}
