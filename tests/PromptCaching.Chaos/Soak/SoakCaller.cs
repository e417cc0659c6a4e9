namespace PromptCaching.Chaos.Soak;

/// <summary>Makes calls, and judges what came of each.</summary>
internal sealed class SoakCaller(SoakChain chain, SoakTally tally)
{
    public async Task CallAsync(SoakCall call, CancellationToken cancellationToken)
    {
        try
        {
            var text = call.IsStream ? await StreamAsync(call, cancellationToken) : await AskAsync(call, cancellationToken);
            tally.Answered(call, text);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            tally.Failed(call, fault);
        }
    }

    private async Task<string?> AskAsync(SoakCall call, CancellationToken cancellationToken) =>
        (await chain.Client.CreateMessageAsync(SoakChain.RequestOf(call), new ClaudeCall { Scope = call.Scope }, cancellationToken)).Text;

    /// <returns>The text; null when the caller left.</returns>
    private async Task<string?> StreamAsync(SoakCall call, CancellationToken cancellationToken)
    {
        await using var stream = await chain.Client.StreamMessageAsync(SoakChain.RequestOf(call), new ClaudeCall { Scope = call.Scope }, cancellationToken);
        if (call.Leaves)
        {
            await foreach (var _ in stream.WithCancellation(cancellationToken))
            {
                return null;
            }
        }

        return (await stream.GetFinalMessageAsync(cancellationToken)).Text;
    }
}
