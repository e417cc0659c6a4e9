using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>An object with known fields.</summary>
/// <remarks>Complaints come in the order in which the fields are listed, whatever the order in the request; unknown keys come last.</remarks>
internal sealed class Fields : Shape
{
    private const int Most = 64;
    private readonly Field[] _fields;
    private readonly NameTable<int> _ordinals;
    private readonly ulong _required;
    private readonly bool _isOpen;
    private readonly int _marker;

    public Fields(params Field[] fields)
        : this(isOpen: false, fields)
    {
    }

    private Fields(bool isOpen, Field[] fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, Most);
        _isOpen = isOpen;
        _fields = fields;
        _ordinals = new NameTable<int>(fields.Select(static (field, ordinal) => KeyValuePair.Create(field.Name, ordinal)));
        _marker = Array.FindIndex(fields, static field => field.Name == "cache_control");
        for (var ordinal = 0; ordinal < fields.Length; ordinal++)
        {
            _required |= fields[ordinal].IsRequired ? 1UL << ordinal : 0;
        }
    }

    /// <summary>An object that may hold keys beside the known ones.</summary>
    public static Fields Open(params Field[] fields) => new(isOpen: true, fields);

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Flaw("Input should be a valid dictionary");
        }

        var findings = new Findings();
        var marker = default(JsonElement);
        foreach (var property in value.EnumerateObject())
        {
            if (_ordinals.TryFind(property, out var ordinal) && visit.Grants(_fields[ordinal].Betas))
            {
                findings.Add(ordinal, CheckField(_fields[ordinal], property.Value, visit) ?? findings.Repeated(ordinal, _fields[ordinal].Name));
                marker = ordinal == _marker ? property.Value : marker;
            }
            else if (!_isOpen)
            {
                findings.AddUnknown(property, visit);
            }
        }

        // Nested blocks come before the one that holds them.
        if (marker.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            visit.NoteMarker(value, marker);
        }

        return findings.Worst(_fields, _required);
    }

    private static Flaw? CheckField(Field field, JsonElement value, SchemaVisit visit) =>
        value.ValueKind == JsonValueKind.Null && !field.IsRequired ? null : field.Shape.Check(value, visit)?.Under(field.Name);
}
