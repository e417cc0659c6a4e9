using Microsoft.Extensions.Options;
using PromptCaching.Http;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;
using PromptCaching.Validation;

namespace PromptCaching.ResponseCaching;

internal sealed class ResponseCachingOptionsValidator : IValidateOptions<ResponseCachingOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, ResponseCachingOptions options) => new OptionsRules(name, "ResponseCaching")
        .Between(nameof(options.TimeToLive), options.TimeToLive, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365))
        .Between(nameof(options.MaxBytes), options.MaxBytes, 1024, 1L << 40)
        .Between(nameof(options.DirectoryMaxBytes), options.DirectoryMaxBytes, 1024, 1L << 50)
        .Between(nameof(options.DirectoryMaxAge), options.DirectoryMaxAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650))
        .Between(nameof(options.MaxAnswerBytes), options.MaxAnswerBytes, 1024, 1 << 30)
        .Between(nameof(options.CompressionThreshold), options.CompressionThreshold, 0, int.MaxValue)
        .Between(nameof(options.StoreTimeout), options.StoreTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))
        .Between(nameof(options.AlternativeAnswers), options.AlternativeAnswers, 1, 100)
        .Between(nameof(options.InProcessTimeToLive), options.InProcessTimeToLive ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(365))
        .Between(nameof(options.StaleIfOverloaded), options.StaleIfOverloaded, TimeSpan.Zero, TimeSpan.FromDays(30))
        .Between(nameof(options.ReplayChunkSize), options.ReplayChunkSize, 1, 1_000_000)
        .Between(nameof(options.ReplayDelay), options.ReplayDelay, TimeSpan.Zero, TimeSpan.FromSeconds(10))
        .That(
            nameof(options.KeyHeaders),
            !options.KeyHeaders.Any(IsCredential),
            $"names {options.KeyHeaders.FirstOrDefault(IsCredential)}, which tells whose call it is; set ClaudeCall.Scope to share or part answers.")
        .That(
            nameof(options.PreviousSecrets),
            options.PreviousSecrets.All(static secret => secret.Length >= ShortestSecret),
            $"holds one of fewer than {ShortestSecret} characters; no secret ever had so few.")
        .That(nameof(options.Directory), DirectoryProblem(options.Directory) is null, DirectoryProblem(options.Directory) ?? "")
        .That(nameof(options.KeyPrefix), options.KeyPrefix is not null, "is null; set a text, or an empty one for none.")
        .That(
            nameof(options.Secret),
            options.Secret is null || options.Secret.Length >= ShortestSecret,
            $"has {options.Secret?.Length} characters; set at least {ShortestSecret}, or none to derive it from the API key.")
        .That(
            nameof(options.EncryptionKeys),
            EncryptionKeys.ProblemOf(options.EncryptionKeys) is null,
            EncryptionKeys.ProblemOf(options.EncryptionKeys) ?? "")
        .Result;

    private static bool IsCredential(string header) =>
        header.Equals(ClaudeHeaders.ApiKey, StringComparison.OrdinalIgnoreCase)
        || header.Equals(ClaudeHeaders.Authorization, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the directory, so that a path that cannot be one is found at start and not at every call.</summary>
    private static string? DirectoryProblem(string? directory)
    {
        if (directory is null)
        {
            return null;
        }

        try
        {
            EntryDirectory.Create(directory);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"is '{directory}', which cannot be made a directory ({fault.Message}); set another path, or none to store answers elsewhere.";
        }
    }
}
