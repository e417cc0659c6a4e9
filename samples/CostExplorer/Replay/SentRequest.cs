using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>One request that reached the emulator, and what it was billed.</summary>
/// <param name="Number">The number of the request in its workload, from 0.</param>
/// <param name="At">When it arrived, since the start of the workload.</param>
/// <param name="Conversation">The conversation it belongs to.</param>
/// <param name="Body">The bytes that arrived.</param>
/// <param name="Call">What the emulator answered.</param>
internal sealed record SentRequest(int Number, TimeSpan At, string Conversation, ReadOnlyMemory<byte> Body, EmulatedCall Call);
