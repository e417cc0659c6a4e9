using System.Text.Json;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Adds what an answer costs to the bill of its prompt.</summary>
internal static class AnswerTokens
{
    public static EmulatedUsage AddTo(PricedPrompt prompt, Answer answer, JsonElement body, TokenCounting counting)
    {
        // An answer that was cut short for its length has just that length, whatever the estimate.
        var output = answer.StopReason == "max_tokens" && body.GetWhole("max_tokens") is { } most ? most : Count(answer.Blocks);
        var thinking = Count(answer.Blocks.Where(static block => block.GetText("type") is "thinking" or "redacted_thinking"));
        return prompt.Usage(output) with { ThinkingTokens = Math.Min(thinking, output) };

        int Count(IEnumerable<JsonElement> blocks) => TokenEstimate.OfAnswer(blocks, body.GetText("model")!, counting);
    }
}
