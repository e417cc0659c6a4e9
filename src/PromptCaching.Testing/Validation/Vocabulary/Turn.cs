using System.Text.Json;
using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>One entry of messages. What it may hold depends on whose turn it is.</summary>
internal sealed class Turn : Shape
{
    private static readonly Shape OfSystem = Of(Blocks.OfSystemTurn);
    private static readonly Shape OfOthers = Of(Blocks.OfTurn);

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Flaw("Input should be an object");
        }

        var isSystem = false;
        if (value.TryGetProperty("role"u8, out var role) && role.ValueKind == JsonValueKind.String)
        {
            isSystem = role.ValueEquals("system"u8);
            visit.Conversation.Open(value, role, isSystem);
        }

        return (isSystem ? OfSystem : OfOthers).Check(value, visit);
    }

    private static Fields Of(Shape content) => new(
        Required("role", new Choice("user", "assistant", "system")),
        Required("content", content),
        Optional("output_config", Settings.OutputConfig, Betas.OutputConfigOfTurns),
        Optional("clear_at", new Choice("never", "next_user_message"), Betas.ClearAt));
}
