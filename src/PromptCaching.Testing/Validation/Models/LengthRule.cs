using PromptCaching.Accounting;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation.Vocabulary;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>The answer and the prompt fit the model.</summary>
/// <remarks>The emulator only estimates tokens: a prompt is refused when it is over by more than the estimate can be wrong.</remarks>
internal sealed class LengthRule(ClaudeEmulatorOptions options) : IRequestRule
{
    private const int LongContext = 1_000_000;
    private const int LongOutput = 128_000;
    private const int LongSonnetOutput = 8192;
    private const int LongestOutputInBatches = 300_000;
    private const double ClearlyOver = 1.25;

    public ApiError? Check(RequestUnderTest request) =>
        request.IsCount || options.Catalog.Find(request.Model) is not { } entry ? null : Answer(request, entry) ?? Prompt(request, entry);

    private static ApiError? Answer(RequestUnderTest request, ModelCatalogEntry entry)
    {
        var asked = request.Body.GetProperty("max_tokens"u8).GetInt64();
        var most = Math.Max(entry.MaxOutputTokens ?? int.MaxValue, Extended(request));
        return asked > most
            ? ApiError.Invalid($"max_tokens: {asked} > {most}, which is the maximum allowed number of output tokens for {request.Model}")
            : null;
    }

    private static int Extended(RequestUnderTest request) =>
        request.Call.IsBatchItem && request.GivenBetas.Contains(Betas.LongOutputInBatches)
            && ModelName.Of(request.Model) is { Family: "opus" or "sonnet" or "haiku" } name && name.IsAtLeast(4, 6) ? LongestOutputInBatches
        : request.GivenBetas.Contains(Betas.LongOutput) ? LongOutput : request.GivenBetas.Contains(Betas.LongSonnetOutput) ? LongSonnetOutput : 0;

    private ApiError? Prompt(RequestUnderTest request, ModelCatalogEntry entry)
    {
        var window = Math.Max(entry.ContextWindowTokens ?? int.MaxValue, request.GivenBetas.Contains(Betas.LongContext) ? LongContext : 0);
        var bound = window * ClearlyOver;

        // A body of fewer bytes than the window has tokens is never over.
        if (request.Call.Body.Length <= window)
        {
            return null;
        }

        var tokens = request.Call.Prompt(options.TokenCounting).TotalTokens;
        return tokens > bound ? ApiError.Invalid($"prompt is too long: {tokens} tokens > {window} maximum") : null;
    }
}
