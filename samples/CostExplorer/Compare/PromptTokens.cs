using System.Text.Json;
using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>The tokens of a prompt that was not billed.</summary>
internal static class PromptTokens
{
    public static int Of(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 256 });
        return TokenEstimate.OfRequest(json.RootElement, TokenCounting.FourCharacters);
    }
}
