using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching;

/// <summary>A question that is put into the response cache before anybody asks it.</summary>
/// <param name="Request">The body of the request, whole: nothing is filled in.</param>
public sealed record WarmedAnswer(ReadOnlyMemory<byte> Request)
{
    /// <summary>Gets the answer: the JSON of the message, or the event stream as it came.</summary>
    /// <value>The default is empty: the API is asked.</value>
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>Gets scope, time to live, tags and contents, as a caller would give them.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public ClaudeCall? Call { get; init; }

    internal DateTimeOffset? AskedAt { get; init; }

    internal string? RequestId { get; init; }

    internal int Alternative { get; init; }

    internal IReadOnlyList<EntryLabel> Labels { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
