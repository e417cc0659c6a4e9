namespace CostExplorer.Compare;

/// <summary>The figures of a comparison: one row a workload, files of one name pooled, in the order in which they were named first.</summary>
internal sealed class ComparisonTable
{
    public ComparisonTable(IReadOnlyList<FileOutcome> outcomes)
    {
        Rows = [.. outcomes.GroupBy(static outcome => outcome.File.Name).Select(static files => Row(files.Key, [.. files]))];
    }

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; }

    /// <summary>Gets the geometric mean of each strategy's ratios; null where one row has none.</summary>
    public IReadOnlyList<double?> Means => [.. Strategy.All.Select((_, column) => Mean([.. Rows.Select(row => row[column].Ratio)]))];

    private static List<Cell> Row(string name, IReadOnlyList<FileOutcome> files)
    {
        var bound = files.Sum(static file => file.BoundCost);
        return [.. Strategy.All.Select(strategy => Of(strategy.Name))];

        Cell Of(string strategy)
        {
            var cost = files.Sum(file => file.CostOf(strategy));
            return new Cell(name, strategy, cost, bound > 0 ? cost / bound : null, files.Sum(file => file.RefusalsOf(strategy)));
        }
    }

    private static double? Mean(IReadOnlyList<double?> ratios) =>
        ratios.Count > 0 && ratios.All(static ratio => ratio > 0) ? Math.Exp(ratios.Average(static ratio => Math.Log(ratio!.Value))) : null;
}
