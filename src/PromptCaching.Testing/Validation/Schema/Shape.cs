using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>What a value has to look like. Shapes are data: immutable, built once, shared by all requests.</summary>
internal abstract class Shape
{
    public abstract Flaw? Check(JsonElement value, SchemaVisit visit);
}
