using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.ResponseCaching;

internal sealed class SimilarAnswersOptionsValidator : IValidateOptions<SimilarAnswersOptions>
{
    public ValidateOptionsResult Validate(string? name, SimilarAnswersOptions options) => new OptionsRules(name, "SimilarAnswers")
        .Between(nameof(options.Threshold), options.Threshold, 0.5, 1)
        .Between(nameof(options.MaxEntries), options.MaxEntries, 1, 1_000_000)
        .Between(nameof(options.EmbeddingTimeout), options.EmbeddingTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))
        .Result;
}
