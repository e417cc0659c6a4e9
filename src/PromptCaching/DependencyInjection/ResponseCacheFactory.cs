using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.ResponseCaching.Similarity;
using PromptCaching.Storage;

namespace PromptCaching.DependencyInjection;

/// <summary>Puts together what the response cache of one client keeps.</summary>
internal static class ResponseCacheFactory
{
    /// <param name="state">The client's state.</param>
    /// <param name="region">Where answers are stored.</param>
    /// <param name="store">The store behind the region.</param>
    public static ResponseCache Create(ChainState state, CacheRegion region, ChainStore store)
    {
        var options = state.Options.ResponseCaching;
        var logger = state.LoggerFor<ResponseCachingHandler>();
        var memory = new AnswerMemory(() => store.IsShared ? options().MaxBytes : options().MaxBytes / 2);
        region.HeldElsewhere = store.IsShared ? null : memory.Count;
        var answers = new AnswerTiers(memory, region, store.IsShared, state.Time, logger);
        var ofThisProcess = new SecretOfThisProcess(store.IsShared, logger);
        var envelopes = new Envelopes(() => new CacheSecrets(options().Secret ?? Own(store), [.. options().PreviousSecrets]) { OfThisProcess = ofThisProcess });
        var questions = new QuestionReader(
            memory, envelopes, state.Connection, new MissingScopeWarning(logger), region.Counters, state.Time, state.Chance);
        var meanings = new QuestionMeanings(state.Options.SimilarAnswers, state.Time, logger);
        var similar = new SimilarAnswers(meanings, state.Options.SimilarAnswers, answers, memory, state.Time);
        return new ResponseCache(
            questions, answers, new InFlightRequests(answers), new UpstreamCall(answers, similar, logger), region.Clearings, memory, similar);
    }

    private static string? Own(ChainStore store) => store.Secret is { } secret ? Convert.ToHexString(secret) : null;
}
