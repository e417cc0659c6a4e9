using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A shape whose use is remembered for the rules that come after the schema.</summary>
internal sealed class Noted(Sightings sighting, Shape shape) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        visit.Note(sighting);
        return shape.Check(value, visit);
    }
}
