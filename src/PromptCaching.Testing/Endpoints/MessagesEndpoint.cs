using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Ledger;
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

    public void Reset() => _billing.Forget();

    private ModelPrices? Prices(string model, EmulatedUsage usage, DateTimeOffset at) =>
        options.Catalog.Find(model)?.PricesFor(DateOnly.FromDateTime(at.UtcDateTime), usage.PromptTokens);

    /// <summary>What an answer writes is there once it begins; where its time is not the clock's, after the time that it would have taken.</summary>
    private DateTimeOffset VisibleFrom(IncomingCall call, EmulatedAnswer scripted) =>
        options.UseVirtualClock || call.IsBatchItem ? call.StartedAt + (scripted.TimeToFirstByte ?? options.TimeToFirstByte) : clock.GetUtcNow();

    private Reply Success(IncomingCall call, EmulatedAnswer scripted, bool isStream)
    {
        var body = call.Json!.Value;
        var answer = Answers.Answer.Scripted(scripted, () => DeterministicAnswer.For(body, index => EmulatorIds.ToolUse(call.Number, index)));
        var prompt = _billing.Price(call);
        var usage = prompt.Usage(OutputTokens(body, answer.Blocks)) with
        {
            ThinkingTokens = OutputTokens(body, answer.Blocks.Where(static block => block.GetText("type") is "thinking" or "redacted_thinking")),
        };
        var message = new MessageWriter(EmulatorIds.Message(call.Number), body.GetText("model")!, body.GetText("inference_geo") ?? "global", usage)
        {
            ServiceTier = call.IsBatchItem ? "batch" : "standard",
        };
        var whole = isStream ? [.. MessageEvents.Of(message, answer)] : new ReadOnlyMemory<byte>[] { message.Complete(answer) };
        return new Reply
        {
            Status = 200,
            ContentType = isStream ? Reply.EventStreamType : Reply.JsonType,
            Frames = scripted.Fault is { } fault && !call.IsBatchItem ? fault.Apply(whole) : whole,
            EndsInReset = scripted.Fault is { IsReset: true },
            DelayBetweenFrames = options.DelayBetweenEvents,
            Begun = () => _billing.Commit(prompt, call.StartedAt, VisibleFrom(call, scripted)),
            Usage = usage,
            MessageId = message.Id,
            CostUsd = CallPrice.Of(usage, Prices(message.Model, usage, call.StartedAt), call.IsBatchItem, message.InferenceGeo),
            Breakpoints = prompt.Breakpoints,
        };
    }

    /// <summary>An estimate may be above what the request allows; the bill never is.</summary>
    private int OutputTokens(JsonElement body, IEnumerable<JsonElement> blocks) => Math.Min(
        body.GetWhole("max_tokens") ?? int.MaxValue, TokenEstimate.OfAnswer(blocks, body.GetText("model")!, options.TokenCounting));
}
