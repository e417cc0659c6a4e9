namespace PromptCaching;

/// <summary>The first thing that stood in the way of reading what an earlier request had left in the prompt cache.</summary>
public sealed record CacheMissCause
{
    /// <summary>Gets what it is.</summary>
    public required CacheMissKind Kind { get; init; }

    /// <summary>Gets where it is: a place as the API names it, for example <c>tools.3</c>, or the name of a parameter.</summary>
    /// <value>The default is <see langword="null"/>: it is nowhere in the request.</value>
    public string? Place { get; init; }

    /// <summary>Gets what happened, as a sentence. Texts of the prompt are not quoted.</summary>
    public required string Sentence { get; init; }

    /// <summary>Gets what to do about it, as a sentence.</summary>
    public required string Hint { get; init; }

    /// <summary>Gets a value indicating whether the API said it, because nothing was found here.</summary>
    /// <value>The default is <see langword="false"/>: found by comparing the request with earlier ones.</value>
    public bool IsFromApi { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Sentence} {Hint}";
}
