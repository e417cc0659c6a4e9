namespace PromptCaching.Storage;

/// <summary>How a region uses its store; one snapshot is taken for each operation.</summary>
/// <param name="KeyPrefix">Stands in front of every key.</param>
/// <param name="CompressAbove">Bodies longer than this many bytes are compressed.</param>
/// <param name="MaximumAnswerBytes">The longest body that is stored or opened.</param>
/// <param name="Timeout">How long one operation may take before it counts as failed.</param>
internal readonly record struct CacheRegionSettings(string KeyPrefix, int CompressAbove, int MaximumAnswerBytes, TimeSpan Timeout);
