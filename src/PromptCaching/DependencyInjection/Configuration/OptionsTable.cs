namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>The options of one section by name: what can be configured, and how a text becomes a value. No reflection, so it survives trimming.</summary>
internal sealed class OptionsTable<TOptions>
{
    private readonly Dictionary<string, Action<TOptions, ConfiguredValue>> _rows = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Action<TOptions, string, ConfiguredValue>> _maps = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="section">The section under <c>Claude</c>; empty for <c>Claude</c> itself.</param>
    public OptionsTable(string section) => Section = section;

    public string Section { get; }

    public IEnumerable<string> Names => _rows.Keys.Concat(_maps.Keys);

    public OptionsTable<TOptions> Row(string name, Action<TOptions, ConfiguredValue> set)
    {
        _rows.Add(name, set);
        return this;
    }

    /// <summary>Adds an option that has a value for each name below it.</summary>
    public OptionsTable<TOptions> Map(string name, Action<TOptions, string, ConfiguredValue> set)
    {
        _maps.Add(name, set);
        return this;
    }

    public bool IsMap(string name) => _maps.ContainsKey(name);

    public void SetItem(TOptions options, string name, string item, ConfiguredValue value) => _maps[name](options, item, value);

    public bool TrySet(TOptions options, string name, ConfiguredValue value)
    {
        if (!_rows.TryGetValue(name, out var set))
        {
            return false;
        }

        set(options, value);
        return true;
    }
}
