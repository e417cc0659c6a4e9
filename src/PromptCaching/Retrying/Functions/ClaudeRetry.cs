using PromptCaching.Http;

namespace PromptCaching.Retrying.Functions;

/// <summary>The pipeline of a client's calls, for functions.</summary>
internal sealed class ClaudeRetry(RetryPipeline pipeline, Func<RetryingOptions> options, Func<Uri> address) : IClaudeRetry
{
    private const string Functions = "functions";

    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        var current = options();
        if (!current.Enabled)
        {
            return await action(cancellationToken).ConfigureAwait(false);
        }

        // What fails in a function is not the API's fault, and the other way round: a circuit of its own, the budget of all.
        var terms = RetryTerms.Of(current, ClaudeEndpoint.Messages, address().GetLeftPart(UriPartial.Authority), Functions, pipeline.Health);
        var attempt = await pipeline.ExecuteAsync(terms, token => TryAsync(action, token), cancellationToken).ConfigureAwait(false);
        return attempt.Result;
    }

    private static async Task<Attempt<T>> TryAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return new(await action(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (FunctionFailures.Of(failure, cancellationToken) is { } outcome)
        {
            return new(failure, outcome);
        }
    }
}
