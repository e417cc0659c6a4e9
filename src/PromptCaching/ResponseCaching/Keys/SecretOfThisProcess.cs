using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>A secret that nobody else has, made from nothing. Where a store is behind, it is of no use to others, and that is said once.</summary>
internal sealed class SecretOfThisProcess(bool hasStore, ILogger logger)
{
    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    private int _said;

    public string Take()
    {
        if (hasStore && Interlocked.Exchange(ref _said, 1) == 0)
        {
            logger.SecretMissing();
        }

        return _secret;
    }
}
