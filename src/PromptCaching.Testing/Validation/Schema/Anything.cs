using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A value that is the caller's own or whose form is not published.</summary>
internal sealed class Anything : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit) => null;
}
