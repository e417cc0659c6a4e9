using System.Globalization;
using Microsoft.Extensions.Options;

namespace PromptCaching.Validation;

/// <summary>Collects what is wrong with options: each message names the option, its value and the fix.</summary>
internal sealed class OptionsRules(string section)
{
    private readonly List<string> _failures = [];

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    public OptionsRules Between<T>(string option, T value, T least, T most)
        where T : IComparable<T> =>
        That(
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0,
            string.Create(CultureInfo.InvariantCulture, $"{section}:{option} is {value}; set it between {least} and {most}."));

    public OptionsRules That(bool holds, string message)
    {
        if (!holds)
        {
            _failures.Add(message);
        }

        return this;
    }
}
