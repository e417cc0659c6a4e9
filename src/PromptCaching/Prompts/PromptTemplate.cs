using System.Text;
using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Text with places for values: <c>{name}</c>. Whatever else is in braces, such as JSON, stands for itself.</summary>
/// <remarks>A name is up to 64 letters, digits and underscores, and begins with no digit. <c>{{name}}</c> is the text <c>{name}</c>.</remarks>
public sealed partial class PromptTemplate
{
    private readonly string _text;
    private readonly SortedSet<string> _names;

    /// <summary>Initializes a new instance of the <see cref="PromptTemplate"/> class.</summary>
    /// <param name="text">The text.</param>
    public PromptTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        _names = new(Placeholder().Matches(text).Select(static match => match.Groups["name"]).Where(static name => name.Success)
            .Select(static name => name.Value), StringComparer.Ordinal);
    }

    /// <summary>Gets the names that need a value, in alphabetical order.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Puts values in their places. What a value holds is text, braces included: it is never looked into.</summary>
    /// <param name="values">A value for each name and no others.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">A name has no value, or a value no place; the message names all of them.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ThrowIfAny(_names.Where(name => !values.TryGetValue(name, out var value) || value is null), "No value is given for", nameof(values));
        ThrowIfAny(values.Keys.Where(name => !_names.Contains(name)).Order(StringComparer.Ordinal), "The template has no place for", nameof(values));

        var filled = new StringBuilder();
        var copied = 0;
        foreach (Match match in Placeholder().Matches(_text))
        {
            filled.Append(_text, copied, match.Index - copied);
            filled.Append(match.Groups["name"] is { Success: true } name ? values[name.Value] : match.Value[1..^1]);
            copied = match.Index + match.Length;
        }

        return filled.Append(_text, copied, _text.Length - copied).ToString();
    }

    private static void ThrowIfAny(IEnumerable<string> names, string complaint, string parameterName)
    {
        if (names.ToArray() is { Length: > 0 } found)
        {
            throw new ArgumentException($"{complaint} {string.Join(", ", found.Select(static name => $"{{{name}}}"))}.", parameterName);
        }
    }

    [GeneratedRegex(
        @"\{\{[A-Za-z_][A-Za-z0-9_]{0,63}\}\}|\{(?<name>[A-Za-z_][A-Za-z0-9_]{0,63})\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
