using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Diagnostics;
using PromptCaching.Testing.Faults;
using PromptCaching.Testing.Ledger;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>POST /v1/messages, for a request that passed validation.</summary>
internal sealed class MessagesEndpoint(ClaudeEmulatorOptions options, TimeProvider clock, Script script, RateLimiter limiter)
{
    private readonly PromptBilling _billing = new(options);
    private readonly CacheDiagnostics _diagnostics = new();
    private readonly FaultDice _dice = new(options.Faults, options.Seed);
    private readonly CallPrice _price = new(options.Catalog);

    public Reply Answer(IncomingCall call)
    {
        var prompt = _billing.Price(call);
        var passage = limiter.Enter(call, InputDemand.Of(prompt.Bill));
        if (passage.Refusal is not null)
        {
            return limiter.Refuse(passage, call);
        }

        var scripted = script.Next(call) ?? EmulatedAnswer.Default;
        scripted = IsPreWarm(call) ? scripted.WithoutContent() : scripted;
        var reply = scripted switch
        {
            { IsConnectionFailure: true } => Reply.NoConnection,
            { Page: { } page } => page.ToReply(),
            { Failure: { } failure } => Reply.Error(failure, EmulatorIds.Request(call.Number)),
            _ => Success(call, scripted, prompt, passage) with { TimeToFirstByte = options.TimeToFirstByte },
        };
        reply = reply with { Headers = scripted.Headers, TimeToFirstByte = scripted.TimeToFirstByte ?? reply.TimeToFirstByte };
        reply = call.IsBatchItem ? reply : Spoiled(reply, scripted, call);
        if (reply.Usage is not null)
        {
            // What fails before it begins has read nothing.
            _billing.Prolong(prompt, call.StartedAt);
        }

        return limiter.Settle(passage, reply with { CostUsd = _price.Of(reply.Usage, call) }, call);
    }

    /// <summary>A request for no tokens gets none, whatever a test has scripted for others; it fails as scripted.</summary>
    private static bool IsPreWarm(IncomingCall call) => call.Json!.Value.GetWhole("max_tokens") == 0;

    public void Reset()
    {
        _billing.Forget();
        _diagnostics.Forget();
    }

    /// <summary>Faults belong to the connection: the requests of a batch have none of their own.</summary>
    private Reply Spoiled(Reply reply, EmulatedAnswer scripted, IncomingCall call)
    {
        reply = scripted.Faults.Aggregate(reply, static (planned, fault) => fault.Apply(planned));
        return !scripted.Fails && _dice.Roll(call.Number) is { } chosen
            ? _dice.Apply(chosen, reply, call.Number, EmulatorIds.Request(call.Number))
            : reply;
    }

    /// <summary>What an answer writes is there once it begins; where its time is not the clock's, after the time that it would have taken.</summary>
    private DateTimeOffset VisibleFrom(IncomingCall call, EmulatedAnswer scripted) =>
        options.UseVirtualClock || call.IsBatchItem ? call.StartedAt + (scripted.TimeToFirstByte ?? options.TimeToFirstByte) : clock.GetUtcNow();

    private Reply Success(IncomingCall call, EmulatedAnswer scripted, PricedPrompt prompt, Passage passage)
    {
        var body = call.Json!.Value;
        var answer = Answers.Answer.Scripted(
            scripted, () => DeterministicAnswer.For(call, options.TokenCounting, index => EmulatorIds.ToolUse(call.Number, index)));
        var usage = AnswerTokens.AddTo(prompt, answer, body, options.TokenCounting);
        var tier = call.IsBatchItem ? "batch" : passage.IsPriority ? "priority" : "standard";
        var id = EmulatorIds.Message(call.Number);
        var message = new MessageWriter(id, body.GetText("model")!, UsageWriter.Of(body, answer, usage, tier))
        {
            Diagnostics = _diagnostics.Answer(call, id),
        };
        var isStream = body.IsTrue("stream");
        var shown = ThinkingDisplay.Apply(answer, body);
        return new Reply
        {
            Status = 200,
            ContentType = isStream ? Reply.EventStreamType : Reply.JsonType,
            Frames = isStream ? [.. new MessageEvents(message, EagerInput.Of(call), options.Seed).Of(shown)] : [message.Complete(shown)],
            DelayBetweenFrames = options.DelayBetweenEvents,
            Begun = () => _billing.Commit(prompt, call.StartedAt, VisibleFrom(call, scripted)),
            Usage = usage,
            MessageId = id,
            Breakpoints = prompt.Breakpoints,
        };
    }
}
