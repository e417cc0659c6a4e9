using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;

namespace PromptCaching.DependencyInjection;

/// <summary>Puts together what the response cache of one client keeps.</summary>
internal static class ResponseCacheFactory
{
    /// <param name="state">The client's state.</param>
    /// <param name="region">Where answers are stored.</param>
    /// <param name="isShared">Whether others see that store, or it outlives the process.</param>
    /// <param name="secret">The secret that the store itself keeps; null where it keeps none.</param>
    public static ResponseCache Create(ChainState state, CacheRegion region, bool isShared, string? secret)
    {
        var options = state.Options.ResponseCaching;
        var logger = state.LoggerFor<ResponseCachingHandler>();
        var memory = new AnswerMemory(() => options().MaximumBytes);
        var answers = new AnswerTiers(memory, region, isShared, state.Time, logger);
        var envelopes = new Envelopes(() => new CacheSecrets(options().Secret ?? secret, [.. options().PreviousSecrets]));
        var questions = new QuestionReader(
            memory, envelopes, state.Connection, new MissingScopeWarning(logger), region.Counters, state.Time, state.Chance);
        return new ResponseCache(questions, answers, new InFlightRequests(), new UpstreamCall(answers, logger), region.Clearings, memory);
    }
}
