using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A block that may carry a cache marker; thinking blocks may not.</summary>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public abstract record CacheableBlock : ContentBlock
{
    private protected CacheableBlock()
    {
    }

    /// <summary>Gets the marker that ends a cached prefix at this block.</summary>
    /// <value><see langword="null"/> for none. A request may carry four markers at most.</value>
    public CacheControl? CacheControl { get; init; }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        WriteOwnFields(fields);
        fields.Object("cache_control"u8, CacheControl);
    }

    private protected abstract void WriteOwnFields(FieldWriter fields);
}
