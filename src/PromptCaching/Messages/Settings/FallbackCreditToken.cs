using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>What a refusal gave for having its cache writes billed as reads at another model (beta <c>fallback-credit-2026-07-01</c>).</summary>
[JsonConverter(typeof(WireConverter<FallbackCreditToken>))]
public sealed record FallbackCreditToken : WireObject, IWireType<FallbackCreditToken>
{
    /// <summary>Gets the token, from <see cref="Answers.StopDetails.FallbackCreditToken"/>.</summary>
    public string? Token { get; init; }

    /// <summary>Gets what happens when it is not valid: <c>strict</c> or <c>best_effort</c>.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public string? Mode { get; init; }

    private bool IsObject { get; init; }

    internal static FallbackCreditToken? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return WireJson.AsString(json) is { } token ? new FallbackCreditToken { Token = token } : null;
        }

        var fields = new JsonFields(json);
        return new FallbackCreditToken
        {
            Token = fields.TakeString("token"u8), Mode = fields.TakeString("mode"u8), IsObject = true, ExtraFields = fields.Rest(),
        };
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        if (Token is null || IsObject || Mode is not null || ExtraFields.Count > 0)
        {
            base.Write(writer);
            return;
        }

        writer.WriteStringValue(Token);
    }

    static FallbackCreditToken IWireType<FallbackCreditToken>.Read(JsonElement json) =>
        TryRead(json) ?? throw new JsonException($"Expected a string or an object, found {json.ValueKind}.");

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("token"u8, Token);
        fields.String("mode"u8, Mode);
    }
}
