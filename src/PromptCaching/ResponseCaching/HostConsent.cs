using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching;

/// <summary>Asks the host whether an answer may be kept that could be.</summary>
internal static class HostConsent
{
    public const string Forbidden = "forbidden";

    /// <param name="mayStore">The host's rule.</param>
    /// <param name="body">The answer as it came.</param>
    /// <param name="isStream">Whether it came as events: the rule gets the message that they amount to.</param>
    /// <param name="logger">Is told of a rule that threw; what could not be judged is not kept.</param>
    /// <returns><see langword="null"/> when it may.</returns>
    public static string? WhyNotStore(Func<ReadOnlyMemory<byte>, bool>? mayStore, ReadOnlyMemory<byte> body, bool isStream, ILogger logger)
    {
        if (mayStore is null)
        {
            return null;
        }

        try
        {
            var message = isStream ? MessageAssembly.Assemble(body.Span) : body;
            return mayStore(message) ? null : Forbidden;
        }
        catch (Exception fault)
        {
            logger.ConsentFailed(fault);
            return Forbidden;
        }
    }
}
