using System.Globalization;
using PromptCaching.CacheControl.Linting;

namespace PromptCaching.CacheControl;

/// <summary>Text in the cacheable part of a prompt that is likely to be another one in the next request.</summary>
public sealed record VolatileText
{
    /// <summary>Gets what it looks like.</summary>
    public required VolatileKind Kind { get; init; }

    /// <summary>Gets how often it changes.</summary>
    public required VolatileSeverity Severity { get; init; }

    /// <summary>Gets where it stands, as the API's own messages name places, such as <c>system.0.text</c>.</summary>
    /// <remarks>A plain string in place of blocks counts as one text block.</remarks>
    public required string Place { get; init; }

    /// <summary>Gets the index of its first character in the text at that place.</summary>
    public required int Offset { get; init; }

    /// <summary>Gets its length in characters.</summary>
    public required int Length { get; init; }

    /// <summary>Gets its shape with a few characters in front of it: every digit is a <c>#</c>, and so is every character of an id.</summary>
    public required string Excerpt { get; init; }

    /// <summary>Gets how many tokens stand behind it, up to the last question, and can be read from the cache only while it stays the same.</summary>
    /// <value>An estimate of four characters a token; images and other binary data are not counted.</value>
    public required int TokensAtStake { get; init; }

    /// <summary>Gets one sentence that says what to do.</summary>
    public string Advice => VolatileAdvice.For(Kind);

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Place}, character {Offset}: {VolatileAdvice.Name(Kind)} \"{Excerpt}\", {TokensAtStake:N0} tokens behind it ({Severity} severity). {Advice}");
}
