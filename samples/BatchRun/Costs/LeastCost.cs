using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace BatchRun.Costs;

/// <summary>The clairvoyant bound: the least that the prompts of a study could cost, with breakpoints placed by one who knows every request.</summary>
/// <remarks>
/// What several requests begin with is written once, for five minutes, and read by all others, as if nothing ever expired, no request had to wait for
/// another, and a request could have any number of breakpoints; or it is never written, where that is cheaper. So no real run is cheaper than this.
/// What stands before the model's minimum cannot be cached alone and belongs to the first position that reaches it; the few tokens behind the last block
/// cannot be cached at all. Only prompts count: no placement changes what an answer costs. All prompts are priced by the tier of the longest.
/// </remarks>
internal sealed class LeastCost(PriceList prices, bool isBatch)
{
    private readonly Dictionary<UInt128, Part> _parts = [];
    private readonly int _minimum = ModelCatalog.Default.Find(prices.Model)?.MinCacheableTokens ?? int.MaxValue;
    private long _plain;
    private long _longest;

    public decimal Usd => Cost(new Tokens(_plain, 0, 0, 0, 0)) + _parts.Values.Sum(part => Math.Min(
        Cost(new Tokens(part.Tokens * part.Uses, 0, 0, 0, 0)),
        Cost(new Tokens(0, part.Tokens, 0, part.Tokens * (part.Uses - 1), 0))));

    public void Add(JsonElement body)
    {
        var prefixes = PromptPrefix.Of(body);
        var total = TokenEstimate.OfRequest(body);
        var before = 0;
        foreach (var prefix in prefixes.Where(prefix => prefix.Tokens >= _minimum))
        {
            ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, prefix.Key, out _);
            part = new Part(prefix.Tokens - before, part.Uses + 1);
            before = prefix.Tokens;
        }

        _plain += total - before;
        _longest = Math.Max(_longest, total);
    }

    private decimal Cost(Tokens tokens) => Bill.Of(tokens, prices.For(_longest), isBatch).Prompt;

    private readonly record struct Part(long Tokens, long Uses);
}
