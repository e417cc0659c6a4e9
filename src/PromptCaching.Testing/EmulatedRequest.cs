using System.Text.Json;

namespace PromptCaching.Testing;

/// <summary>A valid Messages request for which <see cref="ClaudeEmulatorOptions.Answer"/> may choose the answer.</summary>
public sealed record EmulatedRequest
{
    internal EmulatedRequest()
    {
    }

    /// <summary>Gets the number of the call, counted from 1 in order of arrival.</summary>
    public required long Number { get; init; }

    /// <summary>Gets the request's headers; names are compared without regard to case.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>Gets the body.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>Gets the model that is asked for.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the last thing the user asks.</summary>
    /// <value>Empty when no user turn holds text. A turn of tool results alone asks nothing: the question is then the one before it.</value>
    public required string Question { get; init; }

    /// <summary>Gets a value indicating whether the answer is asked for as a stream.</summary>
    public required bool IsStreaming { get; init; }
}
