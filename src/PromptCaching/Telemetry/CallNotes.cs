namespace PromptCaching.Telemetry;

/// <summary>A few values by their types, what was looked for in vain included.</summary>
internal struct CallNotes
{
    private (Type Type, object? Value) _first;
    private Dictionary<Type, object?>? _others;

    public readonly CallNotes Copy() => new() { _first = _first, _others = _others is null ? null : new(_others) };

    public readonly bool TryGet<T>(out T? value)
        where T : class
    {
        object? found = null;
        var isKnown = _first.Type == typeof(T) || (_others is { } others && others.TryGetValue(typeof(T), out found));
        value = (T?)(_first.Type == typeof(T) ? _first.Value : found);
        return isKnown;
    }

    public void Set<T>(T? value)
        where T : class
    {
        // Most calls note one thing: a dictionary would be the largest object of a hit.
        if (_first.Type is null || _first.Type == typeof(T))
        {
            _first = (typeof(T), value);
        }
        else
        {
            (_others ??= [])[typeof(T)] = value;
        }
    }
}
