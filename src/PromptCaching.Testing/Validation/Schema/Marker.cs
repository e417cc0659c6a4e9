using System.Text.Json;
using PromptCaching.Testing.Validation.Vocabulary;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A cache_control: <c>{"type":"ephemeral"}</c>, with a ttl of 5m or 1h at most.</summary>
/// <remarks>The API names the union member in the path of an unknown key (<c>cache_control.ephemeral.scope</c>), but not in that of a ttl.</remarks>
internal sealed class Marker : Shape
{
    private static readonly string[] Scoped = [Betas.PromptCachingScope];
    private static readonly Choice Type = new("ephemeral");
    private static readonly Choice Ttl = new("5m", "1h");

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Flaw("Input should be an object");
        }

        if (!value.TryGetProperty("type"u8, out var type))
        {
            return Flaw.Missing("type");
        }

        Flaw? unknown = null;
        foreach (var property in value.EnumerateObject())
        {
            if (property.NameEquals("ttl"u8))
            {
                if (property.Value.ValueKind != JsonValueKind.Null && Ttl.Check(property.Value, visit) is { } flaw)
                {
                    return flaw.Under("ttl");
                }
            }
            else if (!property.NameEquals("type"u8) && !visit.AcceptsUnknown && !(property.NameEquals("scope"u8) && visit.Grants(Scoped)))
            {
                unknown ??= new Flaw(Flaw.Unknown).Under(property.Name).Under("ephemeral");
            }
        }

        return Type.Check(type, visit)?.Under("type") ?? unknown;
    }
}
