using System.Numerics;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>What was found in one object so far. A struct: nearly every object is sound and leaves nothing behind.</summary>
internal struct Findings
{
    private ulong _seen;
    private Flaw? _flaw;
    private int _ordinal;
    private Flaw? _unknown;

    /// <summary>A key given twice has two meanings; which one holds would be a guess.</summary>
    public readonly Flaw? Repeated(int ordinal, string name) =>
        (_seen & (1UL << ordinal)) == 0 ? null : new Flaw("Key is given more than once").Under(name);

    public void Add(int ordinal, Flaw? flaw)
    {
        _seen |= 1UL << ordinal;
        if (flaw is not null && (_flaw is null || ordinal < _ordinal))
        {
            (_flaw, _ordinal) = (flaw, ordinal);
        }
    }

    public void AddUnknown(JsonProperty property, SchemaVisit visit)
    {
        if (!visit.AcceptsUnknown)
        {
            _unknown ??= new Flaw(Flaw.Unknown).Under(property.Name);
        }
        else if (property.Value.ValueKind != JsonValueKind.Null && property.NameEquals("cache_control"))
        {
            visit.Note(Sightings.Marker);
        }
    }

    public readonly Flaw? Worst(Field[] fields, ulong required)
    {
        var missing = required & ~_seen;
        var first = BitOperations.TrailingZeroCount(missing);
        return missing != 0 && (_flaw is null || first < _ordinal) ? Flaw.Missing(fields[first].Name) : _flaw ?? _unknown;
    }
}
