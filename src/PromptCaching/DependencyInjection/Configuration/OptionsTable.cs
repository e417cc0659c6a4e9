namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>The options of one section by name: what can be configured, and how a text becomes a value. No reflection, so it survives trimming.</summary>
internal sealed class OptionsTable<TOptions>
{
    private readonly Dictionary<string, Action<TOptions, ConfiguredValue>> _rows = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="section">The section under <c>Claude</c>; empty for <c>Claude</c> itself.</param>
    public OptionsTable(string section) => Section = section;

    public string Section { get; }

    public IEnumerable<string> Names => _rows.Keys;

    public OptionsTable<TOptions> Row(string name, Action<TOptions, ConfiguredValue> set)
    {
        _rows.Add(name, set);
        return this;
    }

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
