using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Endpoints;

internal sealed record PricedPrompt(CacheBill Bill, IReadOnlyList<EmulatedBreakpoint> Breakpoints)
{
    public EmulatedUsage Usage(int outputTokens) => new(Bill.Input, Bill.Written5m, Bill.Written1h, Bill.Read, outputTokens);
}
