using System.Text;
using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Tokens;

namespace PromptCaching.Testing;

/// <summary>How the emulator counts tokens: an estimate, as no tokenizer of the newer models is published.</summary>
/// <remarks>
/// Calibrated, a text is weighed by its words, digits, signs and line breaks; a turn, a tool, a tool call and its result have a price of
/// their own, as has the hidden tool prompt of each model. An image costs a 750th of its pixels, a page of a PDF 1,600 tokens, a picture
/// or document that is only named by a URL or a file id 300 or 1,600. Markers and deferred tools cost nothing.
/// </remarks>
public static class TokenEstimate
{
    /// <summary>Counts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The id of the model.</param>
    /// <param name="counting">How to count.</param>
    /// <returns>The tokens, rounded to the nearest whole number.</returns>
    public static int OfText(string text, string model, TokenCounting counting = TokenCounting.Calibrated)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(model);
        return PromptWeights.Tokens(MeasureOf(model, counting).Text(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Counts the whole prompt of a request: tools, system and messages.</summary>
    /// <param name="body">The body of a Messages request.</param>
    /// <param name="counting">How to count.</param>
    /// <returns>The number that the emulator's count_tokens answers, and the sum of the input counters that it bills.</returns>
    public static int OfRequest(JsonElement body, TokenCounting counting = TokenCounting.Calibrated) => PromptSequence.Read(body, counting).TotalTokens;

    /// <summary>Counts the blocks of an answer.</summary>
    internal static int OfAnswer(IEnumerable<JsonElement> blocks, string model, TokenCounting counting)
    {
        var measure = MeasureOf(model, counting);
        return PromptWeights.Tokens(blocks.Sum(block => BlockTokens.Of(block, measure)));
    }

    private static ITextMeasure MeasureOf(string model, TokenCounting counting) =>
        counting == TokenCounting.FourCharacters ? new FourCharacterMeasure() : new CalibratedMeasure(ModelTokens.Of(model));
}
