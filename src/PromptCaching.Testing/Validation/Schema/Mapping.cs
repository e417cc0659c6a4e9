using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>An object whose keys are the caller's own.</summary>
internal sealed class Mapping(Shape value) : Shape
{
    public override Flaw? Check(JsonElement holder, SchemaVisit visit)
    {
        if (holder.ValueKind != JsonValueKind.Object)
        {
            return new Flaw("Input should be a valid dictionary");
        }

        if (value is Anything)
        {
            return null;
        }

        foreach (var entry in holder.EnumerateObject())
        {
            if (value.Check(entry.Value, visit) is { } flaw)
            {
                return flaw.Under(entry.Name);
            }
        }

        return null;
    }
}
