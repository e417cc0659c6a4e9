using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

internal sealed class Flag : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : new Flaw("Input should be a valid boolean");
}
