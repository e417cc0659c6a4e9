using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Fills in what a request leaves unsaid. The caller's record stays as it is.</summary>
internal static class RequestDefaults
{
    private const string CountedExtraField = "output_format";

    public static MessageRequest Apply(MessageRequest request, ClaudeClientOptions options, ModelCatalog catalog)
    {
        var model = request.Model ?? (Says(request, "model") ? null : options.DefaultModel);
        return request with
        {
            Model = model,
            MaxTokens = request.MaxTokens ?? (Says(request, "max_tokens") ? null : options.DefaultMaxTokens),
            Temperature = request.Temperature ?? (TakesTemperature(request, model, options, catalog) ? options.DefaultTemperature : null),

            // A request that was read from JSON may have it; the method that is called decides.
            ExtraFields = Without(request.ExtraFields, "stream"),
        };
    }

    /// <summary>Keeps the fields that decide the length of a prompt: the counting endpoint refuses the others.</summary>
    public static MessageRequest ForCounting(MessageRequest request, ClaudeClientOptions options) => request with
    {
        Model = request.Model ?? options.DefaultModel,
        MaxTokens = null,
        Temperature = null,
        TopP = null,
        TopK = null,
        StopSequences = null,
        Metadata = null,
        ServiceTier = null,
        Container = null,
        InferenceGeo = null,
        Diagnostics = null,
        Compaction = null,
        Fallbacks = null,
        FallbackCreditToken = null,
        UserProfileId = null,
        ExtraFields = request.ExtraFields
            .Where(static field => field.Key == CountedExtraField)
            .ToDictionary(static field => field.Key, static field => field.Value, StringComparer.Ordinal),
    };

    /// <summary>Whether a field is there in a spelling that the property could not take; null is the same as unset.</summary>
    private static bool Says(MessageRequest request, string field) =>
        request.ExtraFields.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null;

    private static IReadOnlyDictionary<string, JsonElement> Without(IReadOnlyDictionary<string, JsonElement> fields, string name) =>
        fields.ContainsKey(name) ? fields.Where(field => field.Key != name).ToDictionary(StringComparer.Ordinal) : fields;

    /// <summary>Models from 4.7 on and the API version 2026-10-21 answer 400 to a temperature; thinking does not go with one.</summary>
    private static bool TakesTemperature(MessageRequest request, string? model, ClaudeClientOptions options, ModelCatalog catalog) =>
        options.ApiVersion == ClaudeDefaults.ApiVersion
        && catalog.Find(model)?.AcceptsTemperature == true
        && (request.Thinking is null || request.Thinking.Type == "disabled")
        && !Says(request, "temperature");
}
