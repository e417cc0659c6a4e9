using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>Sets options from the environment first and from the configuration over it; code that runs later has the last word.</summary>
internal sealed class ClaudeConfiguration(IConfiguration? section, EnvironmentFallbacks environment)
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
            Set(options, table, option, value, failures);
        }

        Bind(Under(section, table.Section), options, table, failures);
        Bind(Under(section?.GetSection(Clients).GetSection(client), table.Section), options, table, failures);
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(client, typeof(TOptions), failures);
        }
    }

    private static IConfiguration? Under(IConfiguration? configuration, string name) =>
        name.Length == 0 ? configuration : configuration?.GetSection(name);

    private static void Bind<TOptions>(IConfiguration? configuration, TOptions options, OptionsTable<TOptions> table, List<string> failures)
    {
        foreach (var child in configuration?.GetChildren() ?? [])
        {
            if (!IsNested(table, child.Key))
            {
                Set(options, table, child.Key, new ConfiguredValue(child.Path, TextOf(child)), failures);
            }
        }
    }

    private static bool IsNested<TOptions>(OptionsTable<TOptions> table, string name) =>
        table.Section.Length == 0 && Sections().Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Set<TOptions>(TOptions options, OptionsTable<TOptions> table, string name, ConfiguredValue value, List<string> failures)
    {
        try
        {
            if (!table.TrySet(options, name, value))
            {
                var known = table.Section.Length == 0 ? table.Names.Concat(Sections()) : table.Names;
                failures.Add($"{value.Path} is not an option. Known here: {string.Join(", ", known)}.");
            }
        }
        catch (FormatException wrong)
        {
            failures.Add(wrong.Message);
        }
    }

    private static IEnumerable<string> Sections() => ClaudeOptionsTables.Sections.Append(Clients);

    /// <summary>A list stands in the configuration as numbered children; here it is one text with commas.</summary>
    private static string TextOf(IConfigurationSection section) =>
        section.Value ?? string.Join(',', section.GetChildren().Select(static child => child.Value));
}
