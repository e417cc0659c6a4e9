using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>Text for the model. That some of it is empty or blank is noted here and judged later: it depends on who says it.</summary>
internal sealed class Prose : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return new Flaw("Input should be a valid string");
        }

        if (MayBeHollow(JsonMarshal.GetRawUtf8Value(value)[1..^1]) && string.IsNullOrWhiteSpace(value.GetString()))
        {
            visit.Note(Sightings.HollowText);
        }

        return null;
    }

    /// <summary>Hardly any text begins with a blank, an escape or something outside ASCII: the others need no second look.</summary>
    private static bool MayBeHollow(ReadOnlySpan<byte> raw) => raw.IsEmpty || raw[0] is <= (byte)' ' or (byte)'\\' or >= 0x80;
}
