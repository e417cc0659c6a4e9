using System.Globalization;
using PromptCaching.CacheControl.Linting;

namespace PromptCaching.CacheControl;

/// <summary>The first thing in which a request departs from an earlier one whose prompt-cache entries it should read.</summary>
public sealed record PrefixDrift
{
    /// <summary>Gets the index of the earlier body among those that were given.</summary>
    public required int Earlier { get; init; }

    /// <summary>Gets the index of the later body.</summary>
    public required int Later { get; init; }

    /// <summary>Gets a value indicating whether the later request goes on with the conversation of the earlier one.</summary>
    /// <value><see langword="false"/> when the two may be different conversations that merely stand next to each other.</value>
    public required bool IsSameConversation { get; init; }

    /// <summary>Gets what differs.</summary>
    public required PrefixDriftKind Kind { get; init; }

    /// <summary>Gets where it differs in the later body, as the API's own messages name places; in the earlier one for what is gone.</summary>
    public required string Place { get; init; }

    /// <summary>Gets the index of the first character that differs in the text at that place.</summary>
    /// <value><see langword="null"/> when it is not two texts that differ.</value>
    public int? Offset { get; init; }

    /// <summary>Gets how they differ, as the end of a sentence. Texts of the prompt are not quoted; names of tools and settings are.</summary>
    public required string Difference { get; init; }

    /// <summary>Gets how many tokens of the earlier request can no longer be read from the cache.</summary>
    /// <value>An estimate of four characters a token; images and other binary data are not counted.</value>
    public required int TokensAtStake { get; init; }

    /// <summary>Gets one sentence that says what to do.</summary>
    public string Advice => DriftAdvice.For(Kind);

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Place} {Difference}: {TokensAtStake:N0} tokens of request {Earlier} are not read by request {Later}. {Advice}");
}
