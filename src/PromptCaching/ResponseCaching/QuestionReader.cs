using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching;

/// <summary>Finds out what a call asks and whether it may be answered from a store; a body that was seen before is not read again.</summary>
internal sealed class QuestionReader(
    AnswerMemory memory,
    Envelopes envelopes,
    Func<ClaudeConnection> connection,
    MissingScopeWarning missingScope,
    RegionCounters counters,
    TimeProvider time,
    Func<double> chance)
{
    /// <returns><see langword="null"/> when this call must not be answered from a store, whatever the reason.</returns>
    public CacheLookup? Read(HttpRequestMessage request, CallContext context, ClaudeCall call, ResponseCachingOptions options)
    {
        if (envelopes.Of(Caller.Of(request, call.Scope, connection(), options.KeyHeaders)) is not { } envelope)
        {
            counters.Refused("no_scope");
            if (request.Headers.Contains(ClaudeHeaders.Authorization))
            {
                missingScope.Say();
            }

            return null;
        }

        if (Find(context, envelope, options) is not { } question)
        {
            counters.Refused("not_understood");
            return null;
        }

        context.Report.Model = question.Facts.Model;
        if (CacheabilityRules.WhyNotAsk(question.Facts, options) is { } reason)
        {
            counters.Refused(reason);
            return null;
        }

        var alternative = options.AlternativeAnswers > 1 && question.Facts.IsSampled ? (int)(chance() * options.AlternativeAnswers) : 0;
        return new CacheLookup(request, context, question, alternative, call, options, time.GetUtcNow());
    }

    private Question? Find(CallContext context, Envelope envelope, ResponseCachingOptions options)
    {
        var body = context.Body;
        var terms = new QuestionTerms(options.NormalizeWhitespace, options.ShareAcrossUsers);
        var fingerprint = Fingerprint.Of(body.Span, (envelope.Seed << 2) + terms.Seed);
        if (memory.Find(fingerprint, envelope, body.Span) is { } known)
        {
            return known;
        }

        // Most bodies come once, so their bytes are not worth keeping until they come again, or until there is an answer to them.
        var question = Question.Read(body.Span, fingerprint, envelope, terms);
        if (question is not null && memory.HasSeen(fingerprint))
        {
            memory.Remember(question, body);
        }

        return question;
    }
}
