namespace PromptCaching.Bodies;

/// <summary>What a plain event does.</summary>
internal enum PlainEventKind
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary>Begins a text block that is empty.</summary>
    TextStart,

    /// <summary>Appends to a text block.</summary>
    Text,

    /// <summary>Appends a piece of the JSON that a tool gets.</summary>
    Input,

    /// <summary>Appends to a thinking block.</summary>
    Thinking,

    /// <summary>Appends the signature of a thinking block.</summary>
    Signature,

    /// <summary>Ends a block.</summary>
    BlockStop,

    /// <summary>Ends the message.</summary>
    MessageStop,

    /// <summary>Keeps the connection open.</summary>
    Ping,
}
