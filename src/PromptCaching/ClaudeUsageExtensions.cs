using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Asks the ledger in the client's own words.</summary>
public static class ClaudeUsageExtensions
{
    /// <summary>Estimates what a request will cost, before it is sent.</summary>
    /// <param name="usage">The ledger of the client that will send it.</param>
    /// <param name="request">The request. What it leaves unsaid is not filled in: name model and <c>max_tokens</c>.</param>
    /// <returns><see langword="null"/> when it names no model, or one whose prices are not known.</returns>
    public static CallEstimate? Estimate(this IClaudeUsage usage, MessageRequest request)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(request);
        return usage.Estimate(request.ToUtf8Bytes());
    }
}
