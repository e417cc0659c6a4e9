namespace PromptCaching.Storage;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Body">The bytes: one JSON message, or a whole event stream.</param>
/// <param name="IsStream">Which of the two.</param>
/// <param name="RequestId">The API's id of the request that was answered.</param>
/// <param name="StoredAt">When (UTC).</param>
internal sealed record StoredAnswer(ReadOnlyMemory<byte> Body, bool IsStream, string? RequestId, DateTimeOffset StoredAt);
