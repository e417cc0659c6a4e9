using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.DependencyInjection;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Storage;

namespace PromptCaching;

/// <summary>The whole chain as one handler, for any client that takes an <see cref="HttpMessageHandler"/>.</summary>
/// <remarks>
/// Disposing of it ends the calls whose answer has not begun: who waits for one gets a <see cref="ClaudeException"/>. <see cref="DisposeAsync"/> waits for
/// these ends, up to five seconds, so that the ledger's file has all of them; disposing through an <see cref="HttpClient"/> does not wait.
/// </remarks>
public sealed class ClaudeCachingHandler : DelegatingHandler, IAsyncDisposable
{
    private readonly ChainState _state;
    private int _ends;

    private ClaudeCachingHandler(ChainState state, HttpMessageHandler chain)
        : base(chain)
    {
        _state = state;
        state.KeepWarm.Send = (request, cancellationToken) => base.SendAsync(request, cancellationToken);
        ResponseCache = new ClientResponseCache(state, (request, cancellationToken) => base.SendAsync(request, cancellationToken));
    }

    /// <summary>Makes a chain of its own: two of them share nothing, retry budget and circuit breakers included, but a store given to both.</summary>
    /// <param name="options">The options; read at every call, so limits and switches may change while it runs.</param>
    /// <param name="inner">
    /// Sends what the chain lets through; disposed together with the chain. It should not follow redirects: they would carry the key along.
    /// </param>
    /// <returns>The handler. Make one, keep it, and set the timeout of clients over it to infinite.</returns>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names it, its value and the fix.</exception>
    public static ClaudeCachingHandler Create(ClaudeCachingOptions options, HttpMessageHandler inner)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(inner);
        Validate(options.Client, new ClaudeClientOptionsValidator());
        Validate(options.ResponseCaching, new ResponseCachingOptionsValidator());
        Validate(options.CacheControl, new CacheControlOptionsValidator());
        Validate(options.WarmFirst, new WarmFirstOptionsValidator());
        Validate(options.KeepWarm, new KeepWarmOptionsValidator());
        Validate(options.Retrying, new RetryingOptionsValidator());
        Validate(options.RateLimiting, new RateLimitingOptionsValidator());
        Validate(options.SimilarAnswers, new SimilarAnswersOptionsValidator());
        Validate(options.Accounting, new AccountingOptionsValidator());
        Validate(options.Telemetry, new TelemetryOptionsValidator());

        var state = new ChainState(
            new ChainOptions(
                () => options.Client, () => options.ResponseCaching, () => options.CacheControl, () => options.WarmFirst, () => options.KeepWarm,
                () => options.Retrying, () => options.RateLimiting, () => options.SimilarAnswers, () => options.Accounting,
                () => options.Telemetry),
            options.DistributedCache,
            options.ModelCatalog,
            [.. options.Observers],
            options.TimeProvider,
            Chance.Of(options.TimeProvider),
            options.LoggerFactory ?? NullLoggerFactory.Instance,
            quota: options.SharedQuota,
            budgets: options.Budgets,
            sharedBudgets: options.SharedBudgets,
            sharedUsage: options.SharedUsage);
        var next = inner;
        foreach (var handler in Enumerable.Reverse(HandlerChain.Create(state)))
        {
            handler.InnerHandler = next;
            next = handler;
        }

        return new ClaudeCachingHandler(state, next);
    }

    /// <summary>Gets the regions of the store that this chain uses, for applications' own values and for clearing.</summary>
    public ICacheRegions Regions => _state.Regions;

    /// <summary>Gets what there is to do with stored answers beside asking: taking one out, putting many in, writing them down.</summary>
    public IResponseCache ResponseCache { get; }

    /// <summary>Gets the rules of this chain's retries, for functions of your own.</summary>
    public IClaudeRetry Retry => _state.Retry;

    /// <summary>Gets what the calls of this chain used and cost.</summary>
    public IClaudeUsage Usage => _state.Usage;

    /// <summary>Gets how many questions are being asked that an equal one would join.</summary>
    internal int QuestionsInFlight => _state.ResponseCache.InFlight.Count;

    /// <summary>Gets how many calls are on their way that keep a prefix in the prompt cache.</summary>
    internal int RefreshesInFlight => _state.KeepWarm.InFlight;

    /// <summary>Ends the calls whose answer has not begun, waits up to five seconds until they have, and disposes of the rest of the chain.</summary>
    /// <returns>A task that ends when nothing of the chain runs any more, but for streams that are being read.</returns>
    public async ValueTask DisposeAsync()
    {
        if (IsFirstEnd())
        {
            await _state.DisposeAsync().ConfigureAwait(false);
        }

        base.Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && IsFirstEnd())
        {
            _state.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsFirstEnd() => Interlocked.Increment(ref _ends) == 1;

    private static void Validate<TOptions>(TOptions options, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        var result = validator.Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException("", typeof(TOptions), result.Failures);
        }
    }
}
