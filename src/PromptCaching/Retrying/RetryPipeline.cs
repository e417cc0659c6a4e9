using Polly;
using Polly.Retry;

namespace PromptCaching.Retrying;

/// <summary>The loop around the attempts: Polly repeats and waits, <see cref="RetryRules"/> decide.</summary>
internal static class RetryPipeline
{
    private static readonly ResiliencePropertyKey<RetryState> State = new("PromptCaching.RetryState");

    public static ResiliencePipeline<HttpResponseMessage> Create(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // The count is bounded by RetryRules, from options that may change while the process runs.
                MaxRetryAttempts = int.MaxValue,
                UseJitter = false,
                ShouldHandle = ShouldRepeatAsync,
                DelayGenerator = static arguments => new(arguments.Context.Properties.GetValue(State, null!).NextDelay),
                OnRetry = static arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();

    public static async Task<HttpResponseMessage> ExecuteAsync(
        this ResiliencePipeline<HttpResponseMessage> pipeline,
        RetryState state,
        Func<CancellationToken, Task<HttpResponseMessage>> attempt,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(State, state);
        try
        {
            return await pipeline
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
                await AttemptOutcomes.OfAsync(response, state.Now, arguments.Context.CancellationToken).ConfigureAwait(false),
            { Exception: HttpRequestException failure } => AttemptOutcomes.Of(failure),
            _ => null,
        };
        return outcome is not null && state.Decide(outcome, arguments.AttemptNumber);
    }
}
