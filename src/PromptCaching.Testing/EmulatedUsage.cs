namespace PromptCaching.Testing;

/// <summary>What the emulator billed for one call, in tokens.</summary>
/// <param name="InputTokens">The prompt after the last breakpoint: neither read nor written.</param>
/// <param name="Written5mTokens">Tokens written to the prompt cache for five minutes.</param>
/// <param name="Written1hTokens">Tokens written to the prompt cache for one hour.</param>
/// <param name="ReadTokens">Tokens read from the prompt cache.</param>
/// <param name="OutputTokens">Tokens of the answer; of a stream that the emulator cuts, those that were sent.</param>
public sealed record EmulatedUsage(int InputTokens, int Written5mTokens, int Written1hTokens, int ReadTokens, int OutputTokens)
{
    /// <summary>Gets the tokens of the answer that were thinking; they are part of <see cref="OutputTokens"/>.</summary>
    public int ThinkingTokens { get; init; }

    /// <summary>Gets the whole prompt: plain, written and read tokens together.</summary>
    public int PromptTokens => InputTokens + Written5mTokens + Written1hTokens + ReadTokens;
}
