namespace PromptCaching.Prompts;

/// <summary>What a parameter of a template takes, and how it is written: the same everywhere, whatever the culture.</summary>
public enum PromptParameterType
{
    /// <summary>A <see cref="string"/>, written as it is.</summary>
    Text,

    /// <summary>A whole number: <see cref="int"/> or <see cref="long"/>.</summary>
    Integer,

    /// <summary>A number: <see cref="decimal"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>; a decimal without zeros at its end.</summary>
    Number,

    /// <summary>A <see cref="bool"/>: <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A <see cref="DateOnly"/>: <c>2026-01-31</c>.</summary>
    Date,

    /// <summary>One of the texts that the template names.</summary>
    OneOf,

    /// <summary>Texts, <see cref="IEnumerable{T}"/> of <see cref="string"/>: a line each where the place has a line of its own, else with commas.</summary>
    List,
}
