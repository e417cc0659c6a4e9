namespace PromptCaching.Testing.Wire;

/// <summary>How a body arrives: the wait between frames, on whose clock, and whether it ends in a broken connection.</summary>
internal sealed record BodyPace(TimeSpan Delay, TimeProvider Clock, bool EndsInReset);
