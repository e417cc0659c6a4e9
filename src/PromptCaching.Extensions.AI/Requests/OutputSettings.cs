using Microsoft.Extensions.AI;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The form of the answer, and the effort that it gets.</summary>
internal static class OutputSettings
{
    // The API takes only objects that say they have no further properties; schemas made of types leave that open.
    private static readonly AIJsonSchemaTransformCache Schemas = new(
        new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true, TransformSchemaNode = UnenforcedKeywords.Tell });

    public static OutputConfiguration? Of(ChatOptions? options, OutputConfiguration? raw)
    {
        var format = raw?.Format ?? FormatOf(options?.ResponseFormat);
        var effort = raw?.Effort ?? Reasoning.EffortOf(options?.Reasoning);
        return format is null && effort is null ? raw : (raw ?? new OutputConfiguration()) with { Format = format, Effort = effort };
    }

    private static OutputFormat? FormatOf(ChatResponseFormat? format) => format switch
    {
        null or ChatResponseFormatText => null,
        ChatResponseFormatJson { Schema: not null } json => new OutputFormat { Type = "json_schema", Schema = Schemas.GetOrCreateTransformedSchema(json) },
        ChatResponseFormatJson => throw new NotSupportedException("Claude writes JSON to a schema only: take ChatResponseFormat.ForJsonSchema."),
        _ => throw new NotSupportedException($"Claude has no form of answer for a {format.GetType().Name}."),
    };
}
