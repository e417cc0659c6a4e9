using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.ResponseCaching;

internal sealed class ResponseCachingOptionsValidator : IValidateOptions<ResponseCachingOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, ResponseCachingOptions options) => new OptionsRules("ResponseCaching")
        .Between(nameof(options.TimeToLive), options.TimeToLive, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365))
        .Between(nameof(options.MaximumBytes), options.MaximumBytes, 1024, 1L << 40)
        .Between(nameof(options.MaximumAnswerBytes), options.MaximumAnswerBytes, 1024, 1 << 30)
        .Between(nameof(options.CompressionThreshold), options.CompressionThreshold, 0, int.MaxValue)
        .Between(nameof(options.StoreTimeout), options.StoreTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))
        .That(options.Directory is not "", "ResponseCaching:Directory is empty; set a path, or none to store answers elsewhere.")
        .That(options.KeyPrefix is not null, "ResponseCaching:KeyPrefix is null; set a text, or an empty one for none.")
        .That(
            options.Secret is null || options.Secret.Length >= ShortestSecret,
            $"ResponseCaching:Secret has {options.Secret?.Length} characters; set at least {ShortestSecret}, or none to derive it from the API key.")
        .Result;
}
