using PromptCaching.Messages;

namespace PromptCaching.Prompts;

/// <summary>A template with its values: what to send, and what to tell the chain with it.</summary>
public sealed record FilledPrompt
{
    /// <summary>Gets the request; most tokens, and a model that the template does not name, are for the caller to set, or left to the client.</summary>
    public required MessageRequest Request { get; init; }

    /// <summary>
    /// Gets the wishes of the call: the tags <c>prompt:NAME</c> and <c>prompt:NAME@VERSION</c>, and where the text ends that all calls of the version share.
    /// </summary>
    public required ClaudeCall Call { get; init; }

    /// <summary>Gets what compression saved.</summary>
    public PromptCompressionResult Compression { get; init; } = PromptCompressionResult.None;

    /// <summary>Goes on with a conversation that this prompt began: its bytes stay what they were.</summary>
    /// <param name="turns">The turns behind the prompt.</param>
    /// <returns>The prompt with them.</returns>
    public FilledPrompt WithTurns(params InputMessage[] turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        return this with { Request = Request with { Messages = [.. Request.Messages, .. turns] } };
    }
}
