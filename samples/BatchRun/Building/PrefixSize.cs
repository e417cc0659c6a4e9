using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace BatchRun.Building;

/// <summary>The length of what a request shares with the others of its arm, and the least that its model caches.</summary>
internal readonly record struct PrefixSize(int Tokens, int? Minimum)
{
    public static PrefixSize Of(MessageRequest request)
    {
        var body = JsonSerializer.SerializeToElement(request);
        var tokens = PromptPrefix.Of(body).Where(static prefix => !prefix.Path.StartsWith("messages", StringComparison.Ordinal))
            .Select(static prefix => prefix.Tokens).DefaultIfEmpty(0).Max();
        return new PrefixSize(tokens, ModelCatalog.Default.Find(request.Model)?.MinCacheableTokens);
    }
}
