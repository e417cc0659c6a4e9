using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A list whose items all have one shape.</summary>
internal sealed class Items(Shape item, int maximum = int.MaxValue) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return new Flaw("Input should be a valid list");
        }

        if (maximum < int.MaxValue && value.GetArrayLength() > maximum)
        {
            return new Flaw($"List should have at most {maximum} items after validation, not {value.GetArrayLength()}");
        }

        var index = 0;
        foreach (var each in value.EnumerateArray())
        {
            if (item.Check(each, visit) is { } flaw)
            {
                return flaw.Under(index);
            }

            index++;
        }

        if (index == 0)
        {
            visit.Note(Sightings.EmptyList);
        }

        return null;
    }
}
