namespace PromptCaching.Accounting;

/// <summary>What requests a model takes. The API answers 400 to the others.</summary>
public sealed record ModelRules
{
    /// <summary>Gets the kinds of thinking that it can be told, such as <c>adaptive</c>.</summary>
    public IReadOnlyList<string> Thinking { get; init; } = [];

    /// <summary>Gets the levels of effort that it can be told, the least first.</summary>
    /// <value>Empty for models that have no such setting.</value>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>Gets the highest effort at which thinking can be switched off.</summary>
    /// <value><see langword="null"/> where there is no such bound.</value>
    public string? HighestEffortWithoutThinking { get; init; }

    /// <summary>Gets a value indicating whether the last message may be the model's own, to be gone on with.</summary>
    public bool TakesPrefill { get; init; }

    /// <summary>Gets a value indicating whether instructions may stand in mid-conversation.</summary>
    public bool TakesSystemMessages { get; init; }

    /// <summary>Gets a value indicating whether it can be made to use a tool.</summary>
    public bool TakesForcedTools { get; init; }

    /// <summary>Gets a value indicating whether it can be told where to answer.</summary>
    public bool TakesInferenceGeo { get; init; }
}
