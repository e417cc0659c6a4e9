namespace PromptCaching.Guardrails.Redaction.Places;

/// <summary>What a value of a body is part of: decides what its members mean.</summary>
internal enum Zone
{
    /// <summary>The body itself.</summary>
    Root,

    /// <summary>Objects of the API, known or not.</summary>
    Structure,

    /// <summary>The array of messages, and each message.</summary>
    Messages,

    /// <summary>Free data of a tool: every string and every name of a member is content.</summary>
    Input,

    /// <summary>A JSON schema: every string is content, names of members are names of parameters, which the API restricts.</summary>
    Schema,

    /// <summary><c>metadata</c>.</summary>
    Metadata,

    /// <summary>The array of a batch's requests, and each request.</summary>
    Batch,
}
