namespace PromptCaching.Prompts;

/// <summary>A parameter of a template: what it takes.</summary>
public sealed record PromptParameter
{
    /// <summary>Gets the name, as it stands in braces.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it takes.</summary>
    public PromptParameterType Type { get; init; }

    /// <summary>Gets the texts that it takes.</summary>
    /// <value>Empty unless the type is <see cref="PromptParameterType.OneOf"/>.</value>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the value that stands for one that is not given, of the type that the parameter takes.</summary>
    /// <value><see langword="null"/> when a value must be given.</value>
    public object? Default { get; init; }

    /// <summary>Gets how long the value may be as it is written, in characters; of a compressed one, what is left of it.</summary>
    /// <value><see langword="null"/> when there is no limit.</value>
    public int? MaxLength { get; init; }

    /// <summary>Gets a value indicating whether its text may be compressed before it is sent.</summary>
    public bool IsCompressible { get; init; }
}
