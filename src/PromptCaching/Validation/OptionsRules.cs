using System.Globalization;
using Microsoft.Extensions.Options;

namespace PromptCaching.Validation;

/// <summary>Collects what is wrong with options: each message names the option, its value and the fix.</summary>
internal sealed class OptionsRules
{
    private const string DefaultClient = "Claude";
    private readonly List<string> _failures = [];
    private readonly string _section;

    /// <param name="client">The name of the client, as the options system hands it over.</param>
    /// <param name="section">The section of the options; empty for the client's own.</param>
    public OptionsRules(string? client, string section)
    {
        var root = string.IsNullOrEmpty(client) || client == DefaultClient ? DefaultClient : $"{DefaultClient}:Clients:{client}";
        _section = section.Length == 0 ? root : $"{root}:{section}";
    }

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    public OptionsRules Between<T>(string option, T value, T least, T most)
        where T : IComparable<T> =>
        That(
            option,
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0,
            string.Create(CultureInfo.InvariantCulture, $"is {value}; set it between {least} and {most}."));

    /// <param name="option">The name of the option.</param>
    /// <param name="holds">Whether it is as it must be.</param>
    /// <param name="problem">The value and the fix, to be read after the name.</param>
    public OptionsRules That(string option, bool holds, string problem) => Holds(holds, $"{_section}:{option} {problem}");

    public OptionsRules Holds(bool holds, string message)
    {
        if (!holds)
        {
            _failures.Add(message);
        }

        return this;
    }
}
