namespace PromptCaching.Prompts;

/// <summary>What compression saved, of one prompt or of many.</summary>
public sealed record PromptCompressionResult
{
    /// <summary>Gets the input tokens saved, at four characters a token.</summary>
    public long TokensSaved { get; init; }

    /// <summary>Gets what these tokens would have cost as plain input, in USD.</summary>
    /// <value><see langword="null"/> when the model or its price is not known. Of many prompts it is the sum of those that are known.</value>
    public decimal? Saved { get; init; }

    /// <summary>Gets the texts that were compressed.</summary>
    public int Texts { get; init; }

    /// <summary>Gets the texts that are sent as they were because the compressor failed.</summary>
    public int Failures { get; init; }

    internal static PromptCompressionResult None { get; } = new();

    internal PromptCompressionResult Plus(PromptCompressionResult other) => new()
    {
        TokensSaved = TokensSaved + other.TokensSaved,
        Saved = Saved is null ? other.Saved : Saved + (other.Saved ?? 0m),
        Texts = Texts + other.Texts,
        Failures = Failures + other.Failures,
    };
}
