namespace CostExplorer.Workloads;

/// <summary>One request of a workload.</summary>
/// <param name="At">When it leaves, since the start of the workload.</param>
/// <param name="Conversation">The conversation it belongs to; empty where the line names none.</param>
/// <param name="Body">The bytes of the body exactly as the line holds them.</param>
internal sealed record TimedRequest(TimeSpan At, string Conversation, ReadOnlyMemory<byte> Body);
