namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>The options of one section by name: what can be configured, and how a text becomes a value. No reflection, so it survives trimming.</summary>
internal sealed class OptionsTable<TOptions>
{
    private readonly Dictionary<string, Action<TOptions, ConfiguredValue>> _rows = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Action<TOptions, string, ConfiguredValue>> _maps = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Action<TOptions, string, string, ConfiguredValue>> _nests = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="section">The section under <c>Claude</c>; empty for <c>Claude</c> itself.</param>
    public OptionsTable(string section) => Section = section;

    public string Section { get; }

    public IEnumerable<string> Names => _rows.Keys.Concat(_maps.Keys).Concat(_nests.Keys);

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

    /// <summary>Adds an option that has options of its own for each name below it.</summary>
    public OptionsTable<TOptions> Nest<TNested>(string name, OptionsTable<TNested> table, Func<TOptions, string, TNested> find)
    {
        _nests.Add(name, (options, item, member, value) =>
        {
            if (!table.TrySet(find(options, item), member, value))
            {
                throw new FormatException($"{value.Path} is not an option. Known here: {string.Join(", ", table.Names)}.");
            }
        });
        return this;
    }

    public bool IsMap(string name) => _maps.ContainsKey(name);

    public bool IsNest(string name) => _nests.ContainsKey(name);

    public void SetItem(TOptions options, string name, string item, ConfiguredValue value) => _maps[name](options, item, value);

    public void SetMember(TOptions options, string name, string item, string member, ConfiguredValue value) => _nests[name](options, item, member, value);

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
