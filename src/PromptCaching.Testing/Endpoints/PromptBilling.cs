using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Applies the prompt cache to one request: model rules, scope, lookup, bill.</summary>
internal sealed class PromptBilling(ClaudeEmulatorOptions options)
{
    private const int MinimumOfUnknownModels = 1024;
    private readonly PromptCacheStore _store = new(options.GenerousProlonging);

    public PricedPrompt Price(IncomingCall call)
    {
        var body = call.Json!.Value;
        var model = body.GetText("model")!;
        var sequence = call.Prompt(options.TokenCounting);
        var minimum = options.Catalog.Find(model) is { } entry ? entry.MinCacheableTokens ?? int.MaxValue : MinimumOfUnknownModels;
        var bill = sequence.Breakpoints.Count == 0
            ? CacheBill.AllInput(sequence)
            : new CacheAccountant(_store).Settle(
                sequence,
                PrefixChain.Of(sequence, Credential.ScopeOf(call), options.ModelsWithThinkingAheadOfTools.Contains(model), _store.MayHold),
                minimum,
                call.StartedAt);
        return new PricedPrompt(bill, [.. sequence.Breakpoints.Select(breakpoint => See(breakpoint, sequence, minimum))]);
    }

    public void Prolong(PricedPrompt prompt, DateTimeOffset start) => _store.Refresh(prompt.Bill.Kept, start);

    public void Commit(PricedPrompt prompt, DateTimeOffset start, DateTimeOffset visible) => _store.Write(prompt.Bill.Writes, start, visible);

    public void Forget() => _store.Clear();

    private static EmulatedBreakpoint See(PromptBreakpoint breakpoint, PromptSequence sequence, int minimum)
    {
        var tokens = sequence.TokensThrough(breakpoint.Position);
        return new EmulatedBreakpoint(breakpoint.Path, breakpoint.Ttl, tokens, breakpoint.IsAutomatic, tokens < minimum);
    }
}
