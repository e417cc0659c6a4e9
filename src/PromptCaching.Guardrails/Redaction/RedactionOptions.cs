namespace PromptCaching.Guardrails.Redaction;

/// <summary>What leaves as a placeholder, and whether it comes back.</summary>
public sealed class RedactionOptions
{
    /// <summary>Gets or sets the kinds that are looked for; remove one to let it pass.</summary>
    /// <value>The default is every kind of <see cref="PiiKind.BuiltIn"/>. What own patterns and detectors find is replaced whatever stands here.</value>
    public ISet<PiiKind> Kinds { get; set; } = new HashSet<PiiKind>(PiiKind.BuiltIn);

    /// <summary>Gets or sets patterns of your own; they come before ours.</summary>
    /// <value>The default is none.</value>
    public IList<PiiPattern> Patterns { get; set; } = [];

    /// <summary>Gets or sets detectors of your own, for names and addresses; they come after patterns.</summary>
    /// <value>The default is none: names and postal addresses are not found without one.</value>
    public IList<IPiiDetector> Detectors { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether answers and streams get the caller's values back in place of placeholders.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    /// <remarks>
    /// Decide once: a conversation that was begun one way and is continued the other way has other bytes, and misses the prompt cache. With validation that
    /// sanitises or refuses, a value that would bring harmful markup into the answer does not come back: its placeholder stays.
    /// </remarks>
    public bool RestoreAnswers { get; set; } = true;

    /// <summary>Gets or sets the secret with which a <c>metadata.user_id</c> that holds personal data is hashed.</summary>
    /// <value>
    /// The default is <see langword="null"/>: one made by chance, so that a user has another id after a restart and in another process. At least 16 characters.
    /// </value>
    /// <remarks>A placeholder would give all users one id, and with it one scope in the response cache.</remarks>
    public string? UserIdSecret { get; set; }
}
