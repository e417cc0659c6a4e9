namespace PromptCaching.Chaos.OverloadStorm;

/// <summary>What a storm did.</summary>
/// <param name="CallsPerRequest">What the server was sent while it was overloaded, for each request of that time.</param>
/// <param name="SecondsToFullSuccess">How long after its end the last call failed.</param>
/// <param name="Succeeded">The calls that got an answer.</param>
/// <param name="Hung">The calls that never ended.</param>
internal sealed record StormOutcome(double CallsPerRequest, double SecondsToFullSuccess, int Succeeded, int Hung);
