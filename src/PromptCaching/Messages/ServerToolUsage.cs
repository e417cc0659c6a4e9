using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>How often tools that Anthropic runs were used.</summary>
[JsonConverter(typeof(WireConverter<ServerToolUsage>))]
public sealed record ServerToolUsage : WireObject, IWireType<ServerToolUsage>
{
    /// <summary>Gets the number of web searches; they are billed one by one.</summary>
    public long? WebSearchRequests { get; init; }

    /// <summary>Gets the number of web pages fetched.</summary>
    public long? WebFetchRequests { get; init; }

    static ServerToolUsage IWireType<ServerToolUsage>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ServerToolUsage
        {
            WebSearchRequests = fields.TakeInt64("web_search_requests"u8),
            WebFetchRequests = fields.TakeInt64("web_fetch_requests"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Number("web_search_requests"u8, WebSearchRequests);
        fields.Number("web_fetch_requests"u8, WebFetchRequests);
    }
}
