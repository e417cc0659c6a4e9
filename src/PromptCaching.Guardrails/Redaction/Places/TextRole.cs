namespace PromptCaching.Guardrails.Redaction.Places;

/// <summary>Who wrote a text, as far as it matters.</summary>
internal enum TextRole
{
    /// <summary>The caller, or whoever speaks through it.</summary>
    Caller,

    /// <summary>The model: values came into it by restoring, so those that are known go out again exactly where they came in.</summary>
    Model,

    /// <summary>The API, bound to bytes that nobody else can read: only the names of placeholders in it are kept free.</summary>
    Bound,

    /// <summary>The id of a user, which must stay different from that of other users.</summary>
    UserId,
}
