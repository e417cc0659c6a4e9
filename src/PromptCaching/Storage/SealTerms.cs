namespace PromptCaching.Storage;

/// <summary>How the entries of a region are packed and sealed.</summary>
/// <param name="Compression">How bodies are made smaller.</param>
/// <param name="CompressAbove">Bodies longer than this many bytes are compressed.</param>
/// <param name="Encryption">The keys; <see langword="null"/> when entries are not encrypted.</param>
internal readonly record struct SealTerms(CacheCompression Compression, int CompressAbove, EncryptionKeys? Encryption);
