using PromptCaching.Benchmarks.CacheControl;
using PromptCaching.Benchmarks.Client;
using PromptCaching.Benchmarks.Emulator;
using PromptCaching.Benchmarks.Guardrails;
using PromptCaching.Benchmarks.ResponseCaching;

namespace PromptCaching.Benchmarks;

/// <summary>Every figure, in the order in which they are printed.</summary>
internal static class Ratios
{
    public static IReadOnlyDictionary<string, Func<IRatio>> All { get; } = new Dictionary<string, Func<IRatio>>([.. BodySizes.Ratios(), .. HitSizes.Ratios()])
    {
        [SmallCall.FigureName] = static () => new SmallCall(),
        [LongHistory.FigureName] = static () => new LongHistory(),
        [LargeBody.FigureName] = static () => new LargeBody(),
        ["conversation-turn-4mb"] = static () => new ConversationTurn("conversation-turn-4mb"),
        ["stream-events"] = static () => new StreamEvents("stream-events"),
        [HostileRedaction.FigureName] = static () => new HostileRedaction(),
        ["stream-event-bytes"] = static () => new StreamEventAllocation("stream-event-bytes"),
    };
}
