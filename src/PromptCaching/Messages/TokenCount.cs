using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>The answer of <c>count_tokens</c>: an estimate.</summary>
[JsonConverter(typeof(WireConverter<TokenCount>))]
public sealed record TokenCount : WireObject, IWireType<TokenCount>
{
    /// <summary>Gets the tokens of tools, system prompt and messages together.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public long? InputTokens { get; init; }

    /// <summary>Reads an answer.</summary>
    /// <param name="utf8Json">The body of the response.</param>
    /// <returns>The answer; what this version does not know is kept.</returns>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static TokenCount Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<TokenCount>(utf8Json);

    static TokenCount IWireType<TokenCount>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new TokenCount { InputTokens = fields.TakeInt64("input_tokens"u8), ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields) => fields.Number("input_tokens"u8, InputTokens);
}
