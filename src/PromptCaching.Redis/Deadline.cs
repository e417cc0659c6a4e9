namespace PromptCaching.Redis;

/// <summary>Waits for the client, but not for ever: its asynchronous calls end when the connection does, which a silent server can put off.</summary>
internal sealed class Deadline(TimeSpan timeout, TimeProvider time)
{
    /// <exception cref="OperationCanceledException">The caller has left.</exception>
    /// <exception cref="TimeoutException">There was no answer in time; one that comes later is dropped.</exception>
    public async Task<T> WaitAsync<T>(Task<T> reply, string question, CancellationToken cancellationToken)
    {
        try
        {
            return await reply.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Who has left is not told what went wrong meanwhile.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (TimeoutException) when (!reply.IsCompleted)
        {
            throw new TimeoutException($"Redis did not answer {question} within {timeout}.");
        }
        finally
        {
            if (!reply.IsCompleted)
            {
                Abandon(reply);
            }
        }
    }

    /// <summary>Nobody waits any more: a later failure is looked at here, or it would come up as unobserved.</summary>
    public static void Abandon(Task reply) => _ = reply.ContinueWith(
        static late => _ = late.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
