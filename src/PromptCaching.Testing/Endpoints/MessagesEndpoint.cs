using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Faults;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>POST /v1/messages, for a request that passed validation.</summary>
internal sealed class MessagesEndpoint(ClaudeEmulatorOptions options, TimeProvider clock, Script script, RateLimiter limiter)
{
    private readonly PromptBilling _billing = new(options);
    private readonly FaultDice _dice = new(options.Faults, options.Seed);

    public Reply Answer(IncomingCall call)
    {
        var body = call.Json!.Value;
        var prompt = _billing.Price(call);
        var passage = limiter.Enter(call, body.GetText("model")!, InputDemand.Of(prompt.Bill));
        if (passage.Refusal is not null)
        {
            return limiter.Refuse(passage, call);
        }

        var scripted = script.Next(call) ?? EmulatedAnswer.Default;
        var reply = scripted switch
        {
            { IsConnectionFailure: true } => Reply.NoConnection,
            { Page: { } page } => page.ToReply(),
            { Failure: { } failure } => Reply.Error(failure, EmulatorIds.Request(call.Number)),
            _ => Success(call, scripted, prompt, passage) with { TimeToFirstByte = options.TimeToFirstByte },
        };
        reply = reply with { Headers = scripted.Headers, TimeToFirstByte = scripted.TimeToFirstByte ?? reply.TimeToFirstByte };
        reply = scripted.Faults.Aggregate(reply, static (planned, fault) => fault.Apply(planned));
        reply = !scripted.Fails && _dice.Roll(call.Number) is { } chosen ? _dice.Apply(chosen, reply, call.Number, EmulatorIds.Request(call.Number)) : reply;
        return limiter.Settle(passage, reply, call);
    }

    private Reply Success(IncomingCall call, EmulatedAnswer scripted, PricedPrompt prompt, Passage passage)
    {
        var body = call.Json!.Value;
        var answer = Answers.Answer.Scripted(scripted, () => DeterministicAnswer.For(body, index => EmulatorIds.ToolUse(call.Number, index)));
        var usage = prompt.Usage(answer.OutputTokens);
        var message = new MessageWriter(EmulatorIds.Message(call.Number), body.GetText("model")!, UsageWriter.Of(body, answer, usage, passage.IsPriority));
        var isStream = body.IsTrue("stream");
        var shown = ThinkingDisplay.Apply(answer, body);
        var whole = isStream
            ? [.. new MessageEvents(message, EagerInput.Of(call), options.Seed).Of(shown)]
            : new ReadOnlyMemory<byte>[] { message.Complete(shown) };
        return new Reply
        {
            Status = 200,
            ContentType = isStream ? Reply.EventStreamType : Reply.JsonType,
            Frames = whole,
            DelayBetweenFrames = options.DelayBetweenEvents,
            Begun = () => _billing.Commit(prompt, call.StartedAt, clock.GetUtcNow()),
            Usage = usage,
            Breakpoints = prompt.Breakpoints,
        };
    }
}
