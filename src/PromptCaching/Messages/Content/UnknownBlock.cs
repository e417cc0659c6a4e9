using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A block that this version has no type for, such as those of server tools. It goes back exactly as it came.</summary>
/// <param name="Json">The block as it came.</param>
/// <remarks>Extra fields set on it are laid over <paramref name="Json"/>; that is how it gets a cache marker.</remarks>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record UnknownBlock(JsonElement Json) : ContentBlock
{
    /// <inheritdoc />
    public override string Type => WireJson.TypeOf(Json) ?? "";

    internal override void Write(Utf8JsonWriter writer) => UnknownJson.Write(writer, Json, ExtraFields);
}
