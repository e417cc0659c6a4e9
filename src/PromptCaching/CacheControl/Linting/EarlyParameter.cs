using System.Globalization;

namespace PromptCaching.CacheControl;

/// <summary>A parameter that stands in front of text which all requests share, so that none of them can read that text from the cache.</summary>
public sealed record EarlyParameter
{
    /// <summary>Gets the name of the parameter.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it stands, as the API's own messages name places, such as <c>system.0.text</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Gets the number of its line in the template.</summary>
    /// <value>0 when it is not known.</value>
    public int Line { get; init; }

    /// <summary>Gets how many tokens of shared text stand behind it, in its own section and in those that follow.</summary>
    /// <value>An estimate of four characters a token.</value>
    public required int TokensAtStake { get; init; }

    /// <summary>Gets one sentence that says what to do.</summary>
    public string Advice => $"Write the text in front of {{{Name}}}, in a paragraph of its own.";

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Place}, line {Line}: {{{Name}}} in front of {TokensAtStake:N0} tokens that never change. {Advice}");
}
