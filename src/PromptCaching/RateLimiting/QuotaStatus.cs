namespace PromptCaching.RateLimiting;

/// <summary>Where one pool of quota stands. Callers with credentials of their own have pools of the same name.</summary>
/// <param name="Pool">The endpoint and the class of models; no credential.</param>
/// <param name="Waiting">How many attempts wait for quota.</param>
/// <param name="Running">How many attempts are under way.</param>
/// <param name="Limits">What comes back in a minute, as far as it is known.</param>
/// <param name="Left">What is left of it now, and not below zero; unknown where the limit is.</param>
/// <param name="ClosedFor">How long the API has asked to send nothing; no time when it has not.</param>
public sealed record QuotaStatus(string Pool, int Waiting, int Running, QuotaLimits Limits, QuotaLimits Left, TimeSpan ClosedFor);
