using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>Why the model refused.</summary>
[JsonConverter(typeof(WireConverter<StopDetails>))]
public sealed record StopDetails : WireObject, IWireType<StopDetails>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>refusal</c>, the only one there is.</value>
    public string? Type { get; init; }

    /// <summary>Gets the subject, such as <c>cyber</c> or <c>bio</c>.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? Category { get; init; }

    /// <summary>Gets an explanation in words.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? Explanation { get; init; }

    /// <summary>Gets a model that may answer.</summary>
    /// <value><see langword="null"/> when the API named none.</value>
    public string? RecommendedModel { get; init; }

    /// <summary>Gets the token by which another model reads what this one wrote to the prompt cache; valid for 5 minutes.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? FallbackCreditToken { get; init; }

    static StopDetails IWireType<StopDetails>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new StopDetails
        {
            Type = fields.TakeString("type"u8),
            Category = fields.TakeString("category"u8),
            Explanation = fields.TakeString("explanation"u8),
            RecommendedModel = fields.TakeString("recommended_model"u8),
            FallbackCreditToken = fields.TakeString("fallback_credit_token"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("category"u8, Category);
        fields.String("explanation"u8, Explanation);
        fields.String("recommended_model"u8, RecommendedModel);
        fields.String("fallback_credit_token"u8, FallbackCreditToken);
    }
}
