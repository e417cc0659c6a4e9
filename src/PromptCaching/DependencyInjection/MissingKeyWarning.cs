using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PromptCaching.DependencyInjection;

/// <summary>Says at start, once, that a host that may start without a key has none.</summary>
internal sealed class MissingKeyWarning(string client, ILogger<ClaudeClient> logger) : IValidateOptions<ClaudeClientOptions>
{
    private int _said;

    public ValidateOptionsResult Validate(string? name, ClaudeClientOptions options)
    {
        if (name == client && !options.RequireApiKey && !options.HasCredential && Interlocked.Exchange(ref _said, 1) == 0)
        {
            logger.KeyIsMissing();
        }

        return ValidateOptionsResult.Skip;
    }
}
