using Polly;
using Polly.Retry;

namespace PromptCaching.Retrying;

/// <summary>The loop around the attempts: Polly repeats and waits, <see cref="RetryCall"/> decides.</summary>
internal sealed class RetryPipeline(RetryTools tools, UpstreamHealth health)
{
    private static readonly ResiliencePropertyKey<RetryCall> Call = new("PromptCaching.RetryCall");

    private readonly ResiliencePipeline<Attempt> _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = tools.Time }
        .AddRetry(new RetryStrategyOptions<Attempt>
        {
            // The count is bounded by RetryRules, from options that may change while the process runs.
            MaxRetryAttempts = int.MaxValue,
            UseJitter = false,
            ShouldHandle = static arguments => new(
                arguments.Outcome.Result is { } attempt && CallOf(arguments.Context).Decide(attempt, arguments.AttemptNumber)),
            DelayGenerator = static arguments => new(CallOf(arguments.Context).NextDelay),
        })
        .Build();

    private int _warnedOfLayerAbove;

    public RetryTools Tools => tools;

    public UpstreamHealth Health => health;

    /// <returns>The last attempt: a success, or the failure that is given up on.</returns>
    public async Task<Attempt<T>> ExecuteAsync<T>(
        RetryTerms terms, Func<CancellationToken, Task<Attempt<T>>> attempt, CancellationToken cancellationToken)
    {
        var call = new RetryCall(terms, tools);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Call, call);
        try
        {
            return (Attempt<T>)await _pipeline
                .ExecuteAsync(static (context, attempt) => TryAsync(CallOf(context), attempt, context.CancellationToken), context, attempt)
                .ConfigureAwait(false);
        }
        catch
        {
            // The caller left during a wait, or the limiter has no permit: nobody will look at the failure that was to be repeated.
            call.Last?.Discard();
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void WarnOfLayerAbove()
    {
        if (Interlocked.Exchange(ref _warnedOfLayerAbove, 1) == 0)
        {
            tools.Logger.RepeatedAbove();
        }
    }

    private static async ValueTask<Attempt> TryAsync<T>(
        RetryCall call, Func<CancellationToken, Task<Attempt<T>>> attempt, CancellationToken cancellationToken)
    {
        if (call.Enter() is { } refusal)
        {
            // What the API said last is worth more to the caller than that nobody asks it any more.
            var last = call.Last ?? throw refusal;
            last.IsLast = true;
            return last;
        }

        call.Last?.Discard();
        var made = await attempt(cancellationToken).ConfigureAwait(false);
        call.End(made);
        return made;
    }

    private static RetryCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);
}
