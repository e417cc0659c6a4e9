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
    private const string NoScope = "no_scope";

    /// <returns><see langword="null"/> when this call must not be answered from a store, whatever the reason.</returns>
    public CacheLookup? Read(HttpRequestMessage request, CallContext context, ClaudeCall call, ResponseCachingOptions options)
    {
        var lookup = TryRead(request, context, call, options, out var refusal);
        if (refusal is not null)
        {
            counters.Refused(refusal);
        }

        if (refusal == NoScope && request.Headers.Contains(ClaudeHeaders.Authorization))
        {
            missingScope.Say();
        }

        return lookup;
    }

    /// <summary>Reads a question without counting it as one that was asked.</summary>
    /// <returns><see langword="null"/> when it must not be answered from a store, and why.</returns>
    public CacheLookup? TryRead(HttpRequestMessage request, CallContext context, ClaudeCall call, ResponseCachingOptions options, out string? refusal)
    {
        if (Identify(request, context.Body, call, options, out refusal) is not { } question
            || (refusal = CacheabilityRules.WhyNotAsk(question.Facts, options)) is not null)
        {
            return null;
        }

        context.Report.Model = question.Facts.Model;
        var alternative = options.AlternativeAnswers > 1 && question.Facts.IsSampled ? (int)(chance() * options.AlternativeAnswers) : 0;
        return new CacheLookup(request, context, question, alternative, call, options, time.GetUtcNow());
    }

    /// <summary>Finds out what a request asks, whether or not its answers are stored by today's options.</summary>
    /// <returns><see langword="null"/> when nothing tells whose question it is or what it asks, and which of the two.</returns>
    public Question? Identify(HttpRequestMessage request, ReadOnlyMemory<byte> body, ClaudeCall call, ResponseCachingOptions options, out string? refusal)
    {
        if (envelopes.Of(Caller.Of(request, call.Scope, connection(), options.KeyHeaders)) is not { } envelope)
        {
            refusal = NoScope;
            return null;
        }

        var question = Find(body, envelope, options);
        refusal = question is null ? "not_understood" : null;
        return question;
    }

    private Question? Find(ReadOnlyMemory<byte> body, Envelope envelope, ResponseCachingOptions options)
    {
        var terms = QuestionTerms.Of(options);
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
