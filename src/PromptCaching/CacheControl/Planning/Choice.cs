namespace PromptCaching.CacheControl.Planning;

/// <summary>A place chosen for a marker, before its TTL is settled.</summary>
internal readonly record struct Choice(int Step, MarkerReason Reason);
