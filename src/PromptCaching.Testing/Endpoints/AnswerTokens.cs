using System.Text.Json;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Adds what an answer costs to the bill of its prompt.</summary>
internal static class AnswerTokens
{
    public static EmulatedUsage AddTo(PricedPrompt prompt, Answer answer, JsonElement body, TokenCounting counting)
    {
        var most = body.GetWhole("max_tokens") ?? int.MaxValue;
        var thinking = Count(answer.Blocks.Where(static block => block.GetText("type") is "thinking" or "redacted_thinking"));

        // Where the answer was cut short for its length it has just that; else the estimate may be above what the request allows, but not the bill.
        return prompt.Usage(answer.StopReason == "max_tokens" ? most : Count(answer.Blocks)) with { ThinkingTokens = thinking };

        int Count(IEnumerable<JsonElement> blocks) => Math.Min(most, TokenEstimate.OfAnswer(blocks, body.GetText("model")!, counting));
    }
}
