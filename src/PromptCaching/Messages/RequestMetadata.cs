using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>What a request tells about its sender.</summary>
[JsonConverter(typeof(WireConverter<RequestMetadata>))]
public sealed record RequestMetadata : WireObject, IWireType<RequestMetadata>
{
    /// <summary>Gets an opaque id of the end user, at most 512 characters; never a name or an address.</summary>
    public string? UserId { get; init; }

    static RequestMetadata IWireType<RequestMetadata>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new RequestMetadata { UserId = fields.TakeString("user_id"u8), ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields) => fields.String("user_id"u8, UserId);
}
