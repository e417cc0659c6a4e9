using System.Globalization;

namespace PromptCaching.Prompts;

/// <summary>A value as a prompt says it.</summary>
/// <param name="Inline">Inside a line.</param>
/// <param name="Alone">On a line of its own.</param>
internal readonly record struct PromptValue(string Inline, string Alone)
{
    /// <summary>All digits that a decimal can have, and none that say nothing: 1.50 and 1.5 are one number, and have to be the same bytes.</summary>
    private const string AllDigits = "0.############################";

    /// <exception cref="ArgumentException">The value is none that the parameter takes; the message says which it does.</exception>
    public static PromptValue Of(PromptParameter parameter, object? value)
    {
        var written = Written(parameter, value) ?? throw new ArgumentException($"{{{parameter.Name}}} takes {Taken(parameter)}, not {Given(value)}.");
        return parameter.MaxLength is { } most && written.Inline.Length > most
            ? throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{{{parameter.Name}}} takes at most {most} characters; these are {written.Inline.Length}."))
            : written;
    }

    private static PromptValue? Written(PromptParameter parameter, object? value) => (parameter.Type, value) switch
    {
        (PromptParameterType.Text, string text) => One(text),
        (PromptParameterType.Integer, int number) => One(number.ToString(CultureInfo.InvariantCulture)),
        (PromptParameterType.Integer, long number) => One(number.ToString(CultureInfo.InvariantCulture)),
        (PromptParameterType.Number, int number) => One(number.ToString(CultureInfo.InvariantCulture)),
        (PromptParameterType.Number, long number) => One(number.ToString(CultureInfo.InvariantCulture)),
        (PromptParameterType.Number, decimal number) => One(number.ToString(AllDigits, CultureInfo.InvariantCulture)),
        (PromptParameterType.Number, double number) when double.IsFinite(number) => One(number.ToString("R", CultureInfo.InvariantCulture)),
        (PromptParameterType.Boolean, bool yes) => One(yes ? "true" : "false"),
        (PromptParameterType.Date, DateOnly day) => One(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (PromptParameterType.OneOf, string text) when parameter.Choices.Contains(text) => One(text),
        (PromptParameterType.List, IEnumerable<string> items) => Many([.. items]),
        _ => null,
    };

    private static PromptValue One(string text) => new(text, text);

    private static PromptValue Many(string[] items) => new(string.Join(", ", items), string.Join('\n', items.Select(static item => $"- {item}")));

    private static string Taken(PromptParameter parameter) => parameter.Type switch
    {
        PromptParameterType.Text => "a text (string)",
        PromptParameterType.Integer => "a whole number (int, long)",
        PromptParameterType.Number => "a finite number (decimal, double, int, long)",
        PromptParameterType.Boolean => "a bool",
        PromptParameterType.Date => "a day (DateOnly)",
        PromptParameterType.OneOf => $"one of {string.Join(" | ", parameter.Choices)}",
        _ => "a list of texts (IEnumerable<string>)",
    };

    private static string Given(object? value) => value switch
    {
        null => "null",
        string => "a text it does not know",
        double => "a number that is not finite, or for which it has no place",
        _ => value.GetType().Name,
    };
}
