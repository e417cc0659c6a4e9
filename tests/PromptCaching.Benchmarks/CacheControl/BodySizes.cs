namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>The sizes of bodies for which the cost of placing markers is measured, and the figures of each.</summary>
internal static class BodySizes
{
    private const int Kilobyte = 1024;

    private static readonly (string Name, int Bytes, int CharactersPerBlock, int Screenshots)[] All =
    [
        ("5kb", 5 * Kilobyte, 300, 0),
        ("50kb", 50 * Kilobyte, 1500, 0),
        ("500kb", 500 * Kilobyte, 3000, 0),
        ("4mb", 4096 * Kilobyte, 4000, 0),
        ("4mb-screenshots", 4096 * Kilobyte, 4000, 16),
    ];

    public static IEnumerable<KeyValuePair<string, Func<IRatio>>> Ratios() =>
    [
        .. All.Select(static size => Entry($"plan-against-rewrite-{size.Name}", name => new PlanAgainstRewrite(name, Grown(size)))),
        .. All.Select(static size => Entry($"plan-against-reader-{size.Name}", name => new PlanAgainstReader(name, Grown(size)))),
        .. All.Select(static size => Entry($"ledger-share-{size.Name}", name => new LedgerShare(name, Grown(size)))),
    ];

    private static KeyValuePair<string, Func<IRatio>> Entry(string name, Func<string, IRatio> create) => new(name, () => create(name));

    private static GrowingConversation Grown((string Name, int Bytes, int CharactersPerBlock, int Screenshots) size) =>
        new(size.Bytes, size.CharactersPerBlock, size.Screenshots);
}
