namespace CostExplorer.Workloads;

/// <summary>A line that cannot be used; the message ends the sentence "line 7 ...".</summary>
internal sealed class BadLineException(string reason) : Exception(reason);
