using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>
/// Text or a list of blocks: the content of a message, of the system prompt or of a tool result. A string is the API's shorthand for
/// one text block; which of the two it was is remembered, and enumerating yields blocks either way.
/// </summary>
[JsonConverter(typeof(WireConverter<MessageContent>))]
[CollectionBuilder(typeof(MessageContent), nameof(FromBlocks))]
[SuppressMessage("Naming", "CA1710", Justification = "It is content first; that it can be enumerated is a convenience.")]
public sealed record MessageContent : IReadOnlyList<ContentBlock>, IWireType<MessageContent>
{
    /// <summary>Told apart by reference: stands where the JSON had no content that could be read.</summary>
    internal static readonly MessageContent Unset = new([], text: null);

    private readonly IReadOnlyList<ContentBlock> _blocks;

    // The text is no optional parameter: with one argument, an array would be converted and given to the record's copy constructor.
    private MessageContent(IReadOnlyList<ContentBlock> blocks, string? text) => (_blocks, Text) = (blocks, text);

    /// <summary>Gets the text of content that is a string.</summary>
    /// <value><see langword="null"/> for content that is a list of blocks.</value>
    public string? Text { get; }

    /// <inheritdoc />
    public int Count => _blocks.Count;

    /// <inheritdoc />
    public ContentBlock this[int index] => _blocks[index];

    /// <summary>Makes content of text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator MessageContent(string text) => FromText(text);

    /// <summary>Makes content of one block.</summary>
    /// <param name="block">The block.</param>
    public static implicit operator MessageContent(ContentBlock block) => FromBlocks([block]);

    /// <summary>Makes content of blocks.</summary>
    /// <param name="blocks">The blocks; they are copied.</param>
    public static implicit operator MessageContent(ContentBlock[] blocks) => FromBlocks(blocks);

    /// <summary>Makes content of blocks.</summary>
    /// <param name="blocks">The blocks; they are copied.</param>
    [SuppressMessage("Design", "CA1002", Justification = "There are no conversions from interfaces, and callers collect blocks in lists.")]
    public static implicit operator MessageContent(List<ContentBlock> blocks) => FromBlocks([.. blocks]);

    /// <summary>Makes content of text, sent as a string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The content.</returns>
    public static MessageContent FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MessageContent([new TextBlock(text)], text);
    }

    /// <summary>Makes content of blocks, sent as a list.</summary>
    /// <param name="blocks">The blocks; they are copied.</param>
    /// <returns>The content.</returns>
    public static MessageContent FromBlocks(ReadOnlySpan<ContentBlock> blocks) => new(blocks.ToArray(), text: null);

    /// <summary>Writes the content as a string or as a list, whichever it is.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Text is not null)
        {
            writer.WriteStringValue(Text);
            return;
        }

        writer.WriteStartArray();
        foreach (var block in _blocks)
        {
            block.Write(writer);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc />
    public IEnumerator<ContentBlock> GetEnumerator() => _blocks.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares string with string, or block by block.</summary>
    /// <param name="other">The other content.</param>
    /// <returns>Whether both are written as the same JSON.</returns>
    public bool Equals(MessageContent? other) =>
        other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal) && _blocks.SequenceEqual(other._blocks);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Text, _blocks.Count);

    internal static MessageContent? TryRead(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when WireJson.AsString(json) is { } text => FromText(text),
        JsonValueKind.Array => new MessageContent(JsonFields.ReadList<ContentBlock>(json), text: null),
        _ => null,
    };

    static MessageContent IWireType<MessageContent>.Read(JsonElement json) =>
        TryRead(json) ?? throw new JsonException($"Expected a string or an array of blocks, found {json.ValueKind}.");
}
