using System.Collections.Concurrent;

namespace PromptCaching.Accounting;

/// <summary>The ledger files that this process writes. Of all processes together nobody knows; two clients of one are the slip that is made.</summary>
internal static class LedgerPaths
{
    private static readonly ConcurrentDictionary<string, int> Writers = new(StringComparer.Ordinal);

    /// <returns>Whether nobody writes it yet.</returns>
    public static bool TryEnter(string path) => Writers.AddOrUpdate(path, 1, static (_, writers) => writers + 1) == 1;

    public static void Leave(string path) => Writers.AddOrUpdate(path, 0, static (_, writers) => writers - 1);
}
