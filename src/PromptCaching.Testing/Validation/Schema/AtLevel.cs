using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A part of the prompt: the markers in it are processed at its level.</summary>
internal sealed class AtLevel(PromptLevel level, Shape shape) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        visit.Level = level;
        var flaw = shape.Check(value, visit);
        visit.Level = null;
        return flaw;
    }
}
