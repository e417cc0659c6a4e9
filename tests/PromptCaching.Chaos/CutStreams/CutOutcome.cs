namespace PromptCaching.Chaos.CutStreams;

/// <summary>What became of an answer that was cut.</summary>
/// <param name="WasStored">Something was written to the store.</param>
/// <param name="WasReplayed">The same question was answered without asking the server.</param>
/// <param name="WasReported">Who read to the end got an exception.</param>
/// <param name="Received">How much the caller had received until then.</param>
/// <param name="IsUnchanged">What was received before the cut is what was sent.</param>
internal readonly record struct CutOutcome(bool WasStored, bool WasReplayed, bool WasReported, int Received, bool IsUnchanged);
