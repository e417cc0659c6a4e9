namespace PromptCaching.Retrying.Circuits;

/// <summary>The leave to make an attempt, or the time until there is one.</summary>
/// <param name="IsPermitted">Whether the attempt may be made.</param>
/// <param name="Wait">How long to wait before asking again.</param>
/// <param name="Epoch">Counts openings and closings: an attempt says nothing about a state that it does not come from.</param>
/// <param name="IsProbe">Whether the attempt decides if calls go through again.</param>
internal readonly record struct CircuitPass(bool IsPermitted, TimeSpan Wait, int Epoch, bool IsProbe);
