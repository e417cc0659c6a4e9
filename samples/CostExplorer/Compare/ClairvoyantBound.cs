using System.Runtime.InteropServices;
using System.Text.Json;
using CostExplorer.Workloads;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>A lower bound on what any placement of markers could pay, by one who knows every request to come.</summary>
/// <remarks>
/// The requests form a trie whose edges are positions: tools, system blocks, message blocks. Each edge is decided alone, over all its uses.
/// That relaxes what ties edges together, the four markers of a request and the window of 20 positions, so that no real
/// placement can be cheaper, while some edges can be had for less here than by any real one. What stands before a model's minimum cannot
/// be cached alone and belongs to the first position that reaches it.
/// </remarks>
internal sealed class ClairvoyantBound
{
    private const int UnknownMinimum = 1024;
    private readonly Dictionary<UInt128, Edge> _edges = [];

    /// <summary>What cannot be cached at all, by the number of its request, as a request may turn out to be refused.</summary>
    private readonly List<double> _plain = [];

    public void Add(TimedRequest request)
    {
        using var json = JsonDocument.Parse(request.Body, new JsonDocumentOptions { MaxDepth = 256 });
        var body = json.RootElement;
        var model = body.TryGetProperty("model", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        var prefixes = PromptPrefix.Of(body, TokenCounting.FourCharacters);
        var total = prefixes.Count == 0 ? 0 : prefixes[^1].Tokens;
        var prices = InputPrices.Of(model, total);
        var minimum = ModelCatalog.Default.Find(model) is { } known ? known.MinCacheableTokens ?? int.MaxValue : UnknownMinimum;
        var number = _plain.Count;
        var before = 0;
        foreach (var prefix in prefixes.Where(prefix => prefix.Tokens >= minimum))
        {
            ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, prefix.Key, out _);
            (edge ??= new Edge(prefix.Tokens - before)).Uses.Add(new Use(request.At, prices, number));
            before = prefix.Tokens;
        }

        _plain.Add((total - before) * prices.Plain);
    }

    /// <summary>Adds up the cheapest way through each edge.</summary>
    /// <param name="isLeftOut">Requests that do not count, by number.</param>
    public double Cost(Func<int, bool> isLeftOut) =>
        _plain.Where((_, number) => !isLeftOut(number)).Sum()
        + _edges.Values.Sum(edge => edge.Tokens * CheapestUses.Cost([.. edge.Uses.Where(use => !isLeftOut(use.Request))]));

    private sealed class Edge(int tokens)
    {
        public int Tokens => tokens;

        public List<Use> Uses { get; } = [];
    }
}
