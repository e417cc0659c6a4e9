using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>Objects that say by their <c>type</c> what they are. The tag is a step of the path, as in <c>messages.0.content.1.image.source</c>.</summary>
internal sealed class Union(string? unnamed, params Variant[] variants) : Shape
{
    private readonly NameTable<Variant> _variants = new(variants.Select(static variant => KeyValuePair.Create(variant.Tag, variant)));
    private readonly Variant? _unnamed = Array.Find(variants, variant => variant.Tag == unnamed);

    public Union(params Variant[] variants)
        : this(null, variants)
    {
    }

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Flaw("Input should be a valid dictionary or object to extract fields from");
        }

        var isTagged = value.TryGetProperty("type"u8, out var tag) && (tag.ValueKind != JsonValueKind.Null || _unnamed is null);
        if (!isTagged && _unnamed is null)
        {
            return Flaw.Missing("type");
        }

        var variant = _unnamed;
        if (isTagged && !(tag.ValueKind == JsonValueKind.String && _variants.TryFind(tag, out variant) && visit.Grants(variant.Betas)))
        {
            return Unexpected(value, tag, visit);
        }

        return variant!.Shape.Check(value, visit)?.Under(variant.Tag);
    }

    private Flaw? Unexpected(JsonElement value, JsonElement tag, SchemaVisit visit)
    {
        if (!visit.AcceptsUnknown || tag.ValueKind != JsonValueKind.String)
        {
            var expected = _variants.Names.Where(name => Array.Exists(variants, variant => variant.Tag == name && visit.Grants(variant.Betas)));
            return new Flaw($"Input tag '{tag}' found using 'type' does not match any of the expected tags: "
                + string.Join(", ", expected.Select(static name => $"'{name}'")));
        }

        if (value.TryGetProperty("cache_control"u8, out var marker) && marker.ValueKind != JsonValueKind.Null)
        {
            visit.Note(Sightings.Marker);
        }

        return null;
    }
}
