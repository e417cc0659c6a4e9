using System.Collections.Concurrent;
using CostExplorer.Workloads;

namespace CostExplorer.Compare;

/// <summary>What all strategies made of one file.</summary>
internal sealed class FileOutcome(WorkloadFile file)
{
    public WorkloadFile File => file;

    public ConcurrentDictionary<string, Tally> Tallies { get; } = new();

    public ClairvoyantBound Bound { get; } = new();

    /// <summary>Gets the lines that were skipped, as the reading for the bound met them.</summary>
    public BadLines Bad { get; } = new(file.Path);

    public double BoundCost => Bound.Cost(IsNoRequest);

    /// <summary>The cost of a strategy: what only its markers made the API refuse is paid plain.</summary>
    public double CostOf(string strategy) => Tallies[strategy].Cost + RefusedBy(strategy).Sum(static refused => refused.Value);

    public int RefusalsOf(string strategy) => strategy == Strategy.None ? Tallies[strategy].Refused.Count : RefusedBy(strategy).Count();

    private IEnumerable<KeyValuePair<int, double>> RefusedBy(string strategy) =>
        Tallies[strategy].Refused.Where(refused => !IsNoRequest(refused.Key));

    private bool IsNoRequest(int number) => Tallies[Strategy.None].Refused.ContainsKey(number);
}
