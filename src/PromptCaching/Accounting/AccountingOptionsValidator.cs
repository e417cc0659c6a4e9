using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.Accounting;

internal sealed class AccountingOptionsValidator : IValidateOptions<AccountingOptions>
{
    private const int Most = 10_000_000;
    private const long LeastBytes = 1024;

    public ValidateOptionsResult Validate(string? name, AccountingOptions options) => new OptionsRules(name, "Accounting")
        .Between(nameof(options.MaxEntries), options.MaxEntries, 0, Most)
        .Between(nameof(options.MaxNames), options.MaxNames, 1, Most)
        .That(nameof(options.File), options.File is null || !string.IsNullOrWhiteSpace(options.File), "is blank; name a file, or leave it out.")
        .Between(nameof(options.FileMaxBytes), options.FileMaxBytes, LeastBytes, long.MaxValue)
        .Result;
}
