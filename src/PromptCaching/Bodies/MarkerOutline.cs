namespace PromptCaching.Bodies;

/// <summary>A <c>cache_control</c> that stands in a request.</summary>
/// <param name="IsOneHour">Whether its TTL is one hour; otherwise it is five minutes.</param>
internal readonly record struct MarkerOutline(bool IsOneHour);
