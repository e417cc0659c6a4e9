using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.Accounting;

internal sealed class AccountingOptionsValidator : IValidateOptions<AccountingOptions>
{
    private const int Most = 10_000_000;

    public ValidateOptionsResult Validate(string? name, AccountingOptions options) => new OptionsRules(name, "Accounting")
        .Between(nameof(options.MaximumEntries), options.MaximumEntries, 0, Most)
        .Between(nameof(options.MaximumNames), options.MaximumNames, 1, Most)
        .Result;
}
