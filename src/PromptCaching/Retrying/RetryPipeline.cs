using Polly;
using Polly.Retry;

namespace PromptCaching.Retrying;

/// <summary>The loop around the attempts: Polly repeats and waits, <see cref="RetryRules"/> decide.</summary>
internal sealed class RetryPipeline(TimeProvider time)
{
    private static readonly ResiliencePropertyKey<RetryState> State = new("PromptCaching.RetryState");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The count is bounded by RetryRules, from options that may change while the process runs.
                MaxRetryAttempts = int.MaxValue,
                UseJitter = false,
                ShouldHandle = ShouldRepeatAsync,
                DelayGenerator = static arguments => new(arguments.Context.Properties.GetValue(State, null!).NextDelay),
            })
            .Build();

    public async Task<HttpResponseMessage> ExecuteAsync(
        RetryState state, Func<CancellationToken, Task<HttpResponseMessage>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(State, state);
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    static async (context, attempt) => await attempt(context.CancellationToken).ConfigureAwait(false), context, attempt)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<bool> ShouldRepeatAsync(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        var state = arguments.Context.Properties.GetValue(State, null!);
        var outcome = arguments.Outcome switch
        {
            { Result: { IsSuccessStatusCode: false } response } =>
                await AttemptOutcomes.OfAsync(response, state.Time, arguments.Context.CancellationToken).ConfigureAwait(false),
            { Exception: { } failure } => AttemptOutcomes.Of(failure, arguments.Context.CancellationToken),
            _ => null,
        };
        return outcome is not null && state.Decide(outcome, arguments.AttemptNumber);
    }
}
