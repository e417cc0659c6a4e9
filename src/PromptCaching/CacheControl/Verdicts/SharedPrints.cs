using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Prints that requests have in common, so that each is made and kept once. Safe for many threads.</summary>
internal sealed class SharedPrints<TPrint>
    where TPrint : class
{
    private const int Most = 64;
    private readonly object _lock = new();
    private readonly TwoGenerations<TPrint> _prints = new(Most);

    public TPrint? Find(ulong key)
    {
        lock (_lock)
        {
            return _prints.Find(key);
        }
    }

    public TPrint Add(ulong key, TPrint print)
    {
        lock (_lock)
        {
            _prints.Add(key, print);
            return print;
        }
    }
}
