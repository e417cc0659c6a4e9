using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.RateLimiting;

internal sealed class RateLimitingOptionsValidator : IValidateOptions<RateLimitingOptions>
{
    private const int MostRequests = 10_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitingOptions options)
    {
        var rules = new OptionsRules(name, "RateLimiting")
            .Between(nameof(options.RequestsPerMinute), options.RequestsPerMinute ?? 1, 1, MostRequests)
            .Between(nameof(options.InputTokensPerMinute), options.InputTokensPerMinute ?? 1, 1, int.MaxValue)
            .Between(nameof(options.OutputTokensPerMinute), options.OutputTokensPerMinute ?? 1, 1, int.MaxValue)
            .Between(nameof(options.MaxConcurrency), options.MaxConcurrency ?? 1, 1, 1_000_000)
            .Between(nameof(options.QueueLimit), options.QueueLimit, 0, 1_000_000)
            .Between(nameof(options.LongestWait), options.LongestWait ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(1));
        foreach (var (model, limits) in options.Classes)
        {
            rules.That(
                nameof(options.Classes),
                model.Contains('-', StringComparison.Ordinal),
                $"names {model}, which is no class of models; name a model (claude-opus-5-5) or a class (opus-5-5, sonnet-4).");
            var of = $"{nameof(options.Classes)}:{model}:";
            rules.Between(of + nameof(limits.RequestsPerMinute), limits.RequestsPerMinute ?? 1, 1, MostRequests)
                .Between(of + nameof(limits.InputTokensPerMinute), limits.InputTokensPerMinute ?? 1, 1, int.MaxValue)
                .Between(of + nameof(limits.OutputTokensPerMinute), limits.OutputTokensPerMinute ?? 1, 1, int.MaxValue);
        }

        return rules.Result;
    }
}
