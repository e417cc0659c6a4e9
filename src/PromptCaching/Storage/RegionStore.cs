using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage;

/// <summary>What the regions of one client share.</summary>
/// <param name="Guard">The store.</param>
/// <param name="Register">What has been cleared.</param>
/// <param name="Secrets">Seal the values of applications, and make their keys; made when first asked for, since a directory keeps its own in a file.</param>
/// <param name="Encryption">The keys; <see langword="null"/> when entries are not encrypted.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
internal sealed record RegionStore(
    StoreGuard Guard, ClearingRegister Register, Lazy<RegionSecrets> Secrets, EncryptionKeys? Encryption, TimeProvider Time, ILogger Logger);
