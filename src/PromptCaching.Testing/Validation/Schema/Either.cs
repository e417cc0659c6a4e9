using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>Text, or the longer form that the text is short for.</summary>
internal sealed class Either(Shape text, Shape other) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit) =>
        (value.ValueKind == JsonValueKind.String ? text : other).Check(value, visit);
}
