using System.Globalization;

namespace CostExplorer.Workloads;

/// <summary>The lines of one file that could not be used. Counts all of them and remembers the first few by number.</summary>
internal sealed class BadLines(string file)
{
    private const int Named = 20;
    private readonly List<string> _first = [];

    public long Count { get; private set; }

    public long GoodCount { get; private set; }

    public void Skip(long number, string reason)
    {
        Count++;
        if (_first.Count < Named)
        {
            _first.Add(string.Create(CultureInfo.InvariantCulture, $"line {number} {reason}"));
        }
    }

    public void CountGood() => GoodCount++;

    /// <summary>Says what was skipped; null when nothing was.</summary>
    public string? Sentence() => Count == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{file}: {Count} {(Count == 1 ? "line" : "lines")} skipped: ")
            + string.Join("; ", _first)
            + (Count > _first.Count ? string.Create(CultureInfo.InvariantCulture, $"; and {Count - _first.Count} more") : "") + ".";

    /// <exception cref="UsageException">Not one line could be used.</exception>
    public void ThrowIfNoneIsGood()
    {
        if (GoodCount == 0)
        {
            throw new UsageException(Count == 0 ? $"{file} holds no line." : $"{Sentence()} No line is left.");
        }
    }
}
