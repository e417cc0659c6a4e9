namespace ResumeStudio.Endpoints;

/// <summary>That something was cleared.</summary>
internal sealed record CacheCleared(bool Success, string Message);
