using System.Text.Json;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>POST /v1/messages, for a request that passed validation.</summary>
internal sealed class MessagesEndpoint(ClaudeEmulatorOptions options, TimeProvider clock, Script script)
{
    private readonly PromptBilling _billing = new(options);

    public Reply Answer(IncomingCall call)
    {
        var body = call.Json!.Value;
        var scripted = script.Next(call) ?? EmulatedAnswer.Default;
        var reply = scripted switch
        {
            { IsConnectionFailure: true } => new Reply { Status = 0, ContentType = Reply.JsonType, Frames = [], IsConnectionFailure = true },
            { Failure: { } failure } => Reply.Error(failure, EmulatorIds.Request(call.Number)),
            _ => Success(call, scripted, body.IsTrue("stream")) with { TimeToFirstByte = options.TimeToFirstByte },
        };
        return reply with { Headers = scripted.Headers, TimeToFirstByte = scripted.TimeToFirstByte ?? reply.TimeToFirstByte };
    }

    private Reply Success(IncomingCall call, EmulatedAnswer scripted, bool isStream)
    {
        var body = call.Json!.Value;
        var answer = Answers.Answer.Scripted(scripted, () => DeterministicAnswer.For(body, index => EmulatorIds.ToolUse(call.Number, index)));
        var prompt = _billing.Price(call);
        var usage = prompt.Usage(OutputTokens(body, answer));
        var message = new MessageWriter(EmulatorIds.Message(call.Number), body.GetText("model")!, body.GetText("inference_geo") ?? "global", usage);
        var whole = isStream ? [.. MessageEvents.Of(message, answer)] : new ReadOnlyMemory<byte>[] { message.Complete(answer) };
        return new Reply
        {
            Status = 200,
            ContentType = isStream ? Reply.EventStreamType : Reply.JsonType,
            Frames = scripted.Fault is { } fault ? fault.Apply(whole) : whole,
            EndsInReset = scripted.Fault is { IsReset: true },
            DelayBetweenFrames = options.DelayBetweenEvents,
            Begun = () => _billing.Commit(prompt, call.StartedAt, clock.GetUtcNow()),
            Usage = usage,
            Breakpoints = prompt.Breakpoints,
        };
    }

    /// <summary>An estimate may be above what the request allows; the bill never is.</summary>
    private int OutputTokens(JsonElement body, Answer answer) => Math.Min(
        body.GetWhole("max_tokens") ?? int.MaxValue, TokenEstimate.OfAnswer(answer.Blocks, body.GetText("model")!, options.TokenCounting));
}
