using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>Sets options from the environment first and from the configuration over it; code that runs later has the last word.</summary>
internal sealed class ClaudeConfiguration(IConfiguration? section, EnvironmentFallbacks environment, IReadOnlyCollection<string> clients)
{
    private const string Clients = "Clients";

    /// <summary>Binds one section of one client.</summary>
    /// <exception cref="OptionsValidationException">A name is not known, or a value is not of its kind.</exception>
    public void Bind<TOptions>(string client, TOptions options, OptionsTable<TOptions> table)
        where TOptions : class
    {
        var failures = new List<string>();
        foreach (var (option, value) in environment.For(table.Section))
        {
            TrySet(options, table, option, value, failures);
        }

        string[] nested = [.. ClaudeOptionsTables.Sections, Clients];
        Bind(Under(section, table.Section), options, table, nested, failures);
        Bind(Under(section?.GetSection(Clients).GetSection(client), table.Section), options, table, ClaudeOptionsTables.Sections, failures);
        failures.AddRange(table.Section.Length == 0 ? ClientsThatNobodyRegistered() : []);
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(client, typeof(TOptions), failures);
        }
    }

    private static IConfiguration? Under(IConfiguration? configuration, string name) =>
        name.Length == 0 ? configuration : configuration?.GetSection(name);

    private static void Bind<TOptions>(
        IConfiguration? configuration, TOptions options, OptionsTable<TOptions> table, IReadOnlyList<string> nested, List<string> failures)
    {
        // Sections stand under the client's own options only; what is in them is bound with their own tables.
        nested = table.Section.Length == 0 ? nested : [];
        foreach (var child in configuration?.GetChildren() ?? [])
        {
            if (IsNull(child) || (nested.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && child.Value is null))
            {
                continue;
            }

            if (table.IsNest(child.Key))
            {
                foreach (var item in child.GetChildren())
                {
                    BindItems(item, (member, value) => table.SetMember(options, child.Key, item.Key, member, value), failures);
                }
            }
            else if (table.IsMap(child.Key))
            {
                BindItems(child, (item, value) => table.SetItem(options, child.Key, item, value), failures);
            }
            else if (Strange(child) is not null || !TrySet(options, table, child.Key, new ConfiguredValue(child.Path, TextOf(child)), failures))
            {
                failures.Add($"{(Strange(child) ?? child).Path} is not an option. Known here: {string.Join(", ", table.Names.Concat(nested))}.");
            }
        }
    }

    private static void BindItems(IConfigurationSection map, Action<string, ConfiguredValue> set, List<string> failures)
    {
        if (map.Value is { Length: > 0 } value)
        {
            failures.Add($"{map.Path} is '{value}'; it has no value itself but one for each name below it.");
        }

        foreach (var item in map.GetChildren().Where(static item => !IsNull(item)))
        {
            try
            {
                set(item.Key, new ConfiguredValue(item.Path, TextOf(item)));
            }
            catch (FormatException wrong)
            {
                failures.Add(wrong.Message);
            }
        }
    }

    /// <summary>Finds a child that stands under an option as if it were a section; only lists have children, and theirs are numbered.</summary>
    private static IConfigurationSection? Strange(IConfigurationSection option) => option.GetChildren()
        .FirstOrDefault(static item => !int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private IEnumerable<string> ClientsThatNobodyRegistered() =>
        from child in section?.GetSection(Clients).GetChildren() ?? []
        where !clients.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select $"{child.Path} is for a client that is not registered. Registered: {string.Join(", ", clients)}.";

    private static bool TrySet<TOptions>(TOptions options, OptionsTable<TOptions> table, string name, ConfiguredValue value, List<string> failures)
    {
        try
        {
            return table.TrySet(options, name, value);
        }
        catch (FormatException wrong)
        {
            failures.Add(wrong.Message);
            return true;
        }
    }

    /// <summary>Null in a file says nothing: the option stays as it is.</summary>
    private static bool IsNull(IConfigurationSection section) => section.Value is null && !section.GetChildren().Any();

    /// <summary>A list stands in the configuration as numbered children; here it is one text with commas.</summary>
    private static string TextOf(IConfigurationSection section) =>
        section.Value ?? string.Join(',', section.GetChildren().Select(static child => child.Value));
}
