namespace CostExplorer.Compare;

/// <summary>What one strategy costs on one workload.</summary>
/// <param name="Workload">The name of the workload.</param>
/// <param name="Strategy">The name of the strategy.</param>
/// <param name="Cost">In base-input tokens, each weighted by its model's input price in USD per million: millionths of a US dollar.</param>
/// <param name="Ratio">The cost divided by the clairvoyant bound; null where nothing costs anything.</param>
/// <param name="Refused">Requests that were answered with an error.</param>
internal sealed record Cell(string Workload, string Strategy, double Cost, double? Ratio, int Refused);
